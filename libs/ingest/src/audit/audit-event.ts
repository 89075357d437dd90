import type { Actor, Provenance } from '#libs/event-store';
import { isJsonObject, type Json, type JsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';

/** An audit.k8s.io/v1 Event, as far as it is read. */
export type AuditEvent = Readonly<{
  auditID: string;
  stage: string;
  verb: string;
  /** What the request asked for besides its path. */
  query: URLSearchParams;
  group: string;
  version: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
  uid: string;
  actor: Actor;
  /** Who sent the request: the impersonator where there is one. */
  sender: string;
  provenance: Provenance;
  /** HTTP status; 0 when it is not told. */
  code: number;
  status: JsonObject;
  request?: JsonObject;
  requestList?: readonly Json[];
  response?: JsonObject;
  truncated: boolean;
  /** When the answer was complete, milliseconds since 1970; NaN when that is not told. */
  at: number;
}>;

// A name of the API is shorter; what clients say of themselves may be of any length.
const LONGEST_TEXT = 500;
const MOST_GROUPS = 200;

/** Undefined for what is no audit event. */
export function readAuditEvent(value: Json): AuditEvent | undefined {
  if (!isJsonObject(value)) return undefined;
  const { auditID, stage, verb, requestURI, objectRef, responseStatus, requestObject, responseObject } = value;
  if (textOf(auditID) === '' || textOf(stage) === '' || textOf(verb) === '') return undefined;
  const { apiGroup, apiVersion, resource, subresource, namespace, name, uid } = objectOf(objectRef);
  const status = objectOf(responseStatus);
  return {
    auditID: textOf(auditID),
    stage: textOf(stage),
    verb: textOf(verb),
    query: new URLSearchParams(textOf(requestURI).split('?')[1] ?? ''),
    group: textOf(apiGroup),
    version: textOf(apiVersion),
    resource: textOf(resource),
    subresource: textOf(subresource),
    namespace: textOf(namespace),
    name: textOf(name),
    uid: textOf(uid),
    ...actorsOf(value),
    provenance: provenanceOf(value),
    code: typeof status.code === 'number' ? status.code : 0,
    status,
    ...bodiesOf(requestObject, responseObject),
    truncated: textOf(objectOf(value.annotations)['audit.k8s.io/truncated']) === 'true',
    at: Date.parse(textOf(value.stageTimestamp)),
  };
}

function bodiesOf(request: Json | undefined, response: Json | undefined) {
  return {
    ...(isJsonObject(request) && { request }),
    ...(Array.isArray(request) && { requestList: listOf(request) }),
    ...(isJsonObject(response) && { response }),
  };
}

// Who is impersonated is who it was done as; who sent it is who stands behind it.
function actorsOf({ user, impersonatedUser }: JsonObject): Readonly<{ actor: Actor; sender: string }> {
  const sender = textOf(objectOf(user).username);
  if (!isJsonObject(impersonatedUser)) return { actor: { subject: sender, groups: groupsOf(user) }, sender };
  const { username } = impersonatedUser;
  return { actor: { subject: textOf(username), groups: groupsOf(impersonatedUser), impersonator: sender }, sender };
}

function groupsOf(user: Json | undefined): readonly string[] {
  return listOf(objectOf(user).groups)
    .filter((group) => typeof group === 'string')
    .slice(0, MOST_GROUPS);
}

// All addresses but the last are what the client or a proxy says.
function provenanceOf({ userAgent, sourceIPs }: JsonObject): Provenance {
  const address = textOf(listOf(sourceIPs).at(-1));
  return {
    ...(textOf(userAgent) !== '' && { userAgent: textOf(userAgent).slice(0, LONGEST_TEXT) }),
    ...(address !== '' && { address: address.slice(0, LONGEST_TEXT) }),
  };
}
