import type { PropagationPolicy } from '#libs/history';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';
import { deletionKey, type Fact, writeKey } from '../fact.js';
import type { AuditEvent } from './audit-event.js';
import type { AuditOutcome } from './audit-outcome.js';
import { identityOf } from './object-identity.js';

type Told = Pick<Fact, 'source' | 'cluster' | 'occurredAt' | 'actor' | 'provenance'>;

/** What a `delete` or a `deletecollection` that went through did. */
export function deletionOf(event: AuditEvent, told: Told): AuditOutcome {
  const asked = { ...told, propagationPolicy: policyOf(event) };
  if (event.verb === 'deletecollection') return collectionOf(event, asked);
  const { response = {} } = event;
  return response.kind === 'Deployment' ? deletedObject(response, asked) : deletedByName(event, response, asked);
}

// What is answered is a Status, whose details name what is gone.
function deletedByName(event: AuditEvent, { details }: JsonObject, asked: Asked): AuditOutcome {
  const { uid, name } = objectOf(details ?? event.status.details);
  const which = { namespace: event.namespace, name: textOf(name) || event.name, uid: textOf(uid) || event.uid };
  if (which.uid === '') return { unresolved: 'its object has no uid or no resourceVersion' };
  if (which.name === '' || which.namespace === '') return { unresolved: 'its object has no name or no namespace' };
  return { facts: [{ ...asked, ...which, verb: 'deleted', key: deletionKey({ ...asked, ...which }) }] };
}

type Asked = Told & Readonly<{ propagationPolicy: PropagationPolicy }>;

// The object itself is answered where finalizers hold it: that deletion has only begun.
function deletedObject(object: JsonObject, asked: Asked): AuditOutcome {
  const identity = identityOf(object);
  if ('unresolved' in identity) return identity;
  const { deletionTimestamp, finalizers } = objectOf(object.metadata);
  if (deletionTimestamp !== undefined && listOf(finalizers).length > 0) {
    const key = writeKey({ ...asked, ...identity }, identity.resourceVersion);
    return { facts: [{ ...asked, ...identity, verb: 'changed', object, key }] };
  }
  const { resourceVersion: _, ...which } = identity;
  return { facts: [{ ...asked, ...which, verb: 'deleted', key: deletionKey({ ...asked, ...which }) }] };
}

// What an API server answers lists what it deleted as it was before: what has finalizers is told of when they are taken off.
function collectionOf(event: AuditEvent, asked: Asked): AuditOutcome {
  const items = event.response?.items;
  if (items === undefined) return unlisted(event, asked);
  const objects = listOf(items).filter(isJsonObject);
  const gone = objects.filter(({ metadata }) => listOf(objectOf(metadata).finalizers).length === 0);
  const outcomes = asked.propagationPolicy === 'Background' ? gone.map((object) => deletedObject(object, asked)) : [];
  return { facts: outcomes.flatMap((outcome) => ('facts' in outcome ? outcome.facts : [])) };
}

function unlisted({ namespace, query }: AuditEvent, asked: Asked): AuditOutcome {
  if (namespace === '') return { unresolved: 'its object has no name or no namespace' };
  const fields = query.get('fieldSelector') ?? '';
  const named = /^metadata\.name==?([^,=]+)$/.exec(fields);
  if (fields !== '' && named === null)
    return { unresolved: 'it deletes by fields other than metadata.name, and its answer names nothing' };
  const [, onlyName] = named ?? [];
  const labelSelector = query.get('labelSelector');
  const selected = { ...(labelSelector && { labelSelector }), ...(onlyName !== undefined && { onlyName }) };
  return { collection: { ...asked, namespace, ...selected } };
}

/** Whether nothing was to be stored: said in the query, or in the body of a deletion. */
export function isDryRun({ query, request }: AuditEvent): boolean {
  return query.getAll('dryRun').includes('All') || listOf(request?.dryRun).includes('All');
}

const POLICIES: readonly PropagationPolicy[] = ['Background', 'Foreground', 'Orphan'];

// The body counts, and where there is none the query; apps/v1 deletes in the background when nothing is said.
function policyOf({ request = {}, query }: AuditEvent): PropagationPolicy {
  const named = textOf(request.propagationPolicy) || (query.get('propagationPolicy') ?? '');
  const orphans = request.orphanDependents === true || query.get('orphanDependents') === 'true';
  return POLICIES.find((policy) => policy === named) ?? (orphans ? 'Orphan' : 'Background');
}
