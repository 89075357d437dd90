import type { Json, JsonObject } from '#libs/kubernetes';
import { isJsonObject, objectOf, textOf } from '#libs/kubernetes';
import { type Fact, writeKey } from '../fact.js';
import { deletionOf, isDryRun } from './audit-deletion.js';
import { type AuditEvent, readAuditEvent } from './audit-event.js';
import type { AuditOutcome, SkipReason } from './audit-outcome.js';
import { failedAttempt, isController } from './failed-attempt.js';
import { identityOf } from './object-identity.js';

const WRITES: readonly string[] = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/**
 * What an audit.k8s.io/v1 Event says of Deployments. Of what was done only the answer counts: `requestObject` is as it was
 * sent, before defaults and admission.
 */
export function auditFacts(value: Json, cluster: string): AuditOutcome {
  const event = readAuditEvent(value);
  if (event === undefined) return { skipped: 'not an audit event' };
  const skipped = foreignTo(event);
  if (skipped !== undefined) return { skipped };
  return event.code >= 300 ? failureOf(event, cluster) : successOf(event, cluster);
}

function foreignTo({ stage, resource, group, subresource }: AuditEvent): SkipReason | undefined {
  if (stage !== 'ResponseComplete') return 'another stage';
  if (resource !== 'deployments' || group !== 'apps') return 'another resource';
  return ['', 'scale', 'status'].includes(subresource) ? undefined : 'another subresource';
}

function successOf(event: AuditEvent, cluster: string): AuditOutcome {
  if (!WRITES.includes(event.verb)) return { skipped: 'a read' };
  if (event.subresource === 'status') return { skipped: 'a status write' };
  if (isDryRun(event)) return { skipped: 'a dry run' };
  if (event.truncated) return { unresolved: 'its bodies were truncated' };
  return Number.isNaN(event.at) ? { unresolved: 'it has no time' } : writeOf(event, cluster);
}

// Controllers try until it works: their failures are how they go on, and nobody's attempts.
function failureOf(event: AuditEvent, cluster: string): AuditOutcome {
  if (isController(event.sender)) return { skipped: 'refused to a controller' };
  const isDenied = event.code === 401 || event.code === 403;
  if (!WRITES.includes(event.verb) && !isDenied) return { skipped: 'a read' };
  if (Number.isNaN(event.at)) return { unresolved: 'it has no time' };
  return { attempt: failedAttempt(event, cluster) };
}

function writeOf(event: AuditEvent, cluster: string): AuditOutcome {
  const { actor, provenance, at: occurredAt } = event;
  const told = { source: 'audit-webhook', cluster, occurredAt, actor, provenance } as const;
  if (event.verb === 'delete' || event.verb === 'deletecollection') return deletionOf(event, told);
  if (event.response === undefined)
    return { unresolved: 'it has no responseObject: log deployments at level RequestResponse' };
  const identity = identityOf(event.response);
  if ('unresolved' in identity) return identity;
  const said = event.subresource === 'scale' ? scaleOf(event.response) : objectOfAnswer(event, event.response);
  if (said === undefined) return { unresolved: 'its responseObject is no apps/v1 Deployment or Scale' };
  const fact: Fact = {
    ...told,
    ...identity,
    ...said,
    key: writeKey({ cluster, ...identity }, identity.resourceVersion),
  };
  return { facts: [fact] };
}

function scaleOf({ kind, spec }: JsonObject): Pick<Fact, 'verb' | 'replicas'> | undefined {
  const { replicas = 0 } = objectOf(spec); // Go leaves a zero out
  return kind === 'Scale' && typeof replicas === 'number' ? { verb: 'scaled', replicas } : undefined;
}

function objectOfAnswer(event: AuditEvent, object: JsonObject): Pick<Fact, 'verb' | 'object' | 'undoes'> | undefined {
  if (object.kind !== 'Deployment' || object.apiVersion !== 'apps/v1') return undefined;
  const verb = event.verb === 'create' || event.code === 201 ? 'created' : 'changed';
  return { verb, object, ...(isUndo(event) && { undoes: true }) };
}

// kubectl rollout undo replaces template and annotations, by a JSON Patch, and nothing else does so.
function isUndo({ verb, requestList = [] }: AuditEvent): boolean {
  if (verb !== 'patch' || requestList.length === 0) return false;
  const replaced = requestList.map((operation) => (isJsonObject(operation) ? textOf(operation.path) : ''));
  return replaced.sort().join() === '/metadata/annotations,/spec/template';
}
