import { RequestRefused, type Verb } from '#libs/kubernetes-api';
import { isRefusal } from '#libs/program';
import type { Caller } from '../access/callers.js';
import type { KubernetesRequest } from './kubernetes-request.js';

/** Keeps that something was tried and refused: every write, and reads that are not allowed. A fault of ours is no attempt of theirs. */
export function noteRefusal(request: KubernetesRequest, { actor, ports }: Caller, error: unknown): void {
  if (!isRefusal(error)) return;
  const code = error instanceof RequestRefused ? (error.status.reason ?? error.code) : error.code;
  if (READING.includes(request.verb) && !DENIALS.includes(code)) return;
  ports.attempts.note({
    door: 'kubernetes-api',
    ...actor,
    ...attempted(request),
    code,
    reason: error.message,
  });
}

const DENIALS: readonly string[] = ['Forbidden', 'NotAllowed'];
const READING: readonly Verb[] = ['get', 'list', 'watch'];

function attempted({ verb, served, subresource, cluster, namespace, name, provenance }: KubernetesRequest) {
  const { address, userAgent } = provenance;
  const resource = subresource === undefined ? served.resource : `${served.resource}/${subresource}`;
  return {
    operation: `${verb} ${resource}`,
    cluster,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(userAgent !== undefined && { userAgent }),
  };
}
