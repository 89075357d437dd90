import type { FastifyRequest } from 'fastify';
import type { Actor, Provenance } from '#libs/event-store';
import { methodNotAllowed } from '#libs/kubernetes-api';
import type { KubernetesRequest } from '../kubernetes-request.js';
import type { ResourcePath } from './parse-path.js';
import { verbOf } from './verb-of.js';

/** What is known of a request before it is read: where it goes, and from whom it is. */
export type Arrived = Readonly<{ cluster: string; query: URLSearchParams; actor: Actor; now: Date }>;

/** Reads a request about a resource. */
export function parseRequest(
  request: FastifyRequest,
  path: ResourcePath,
  { cluster, query, actor, now }: Arrived,
): KubernetesRequest {
  const verb = verbOf({ method: request.method, name: path.name, query });
  if (verb === undefined) throw methodNotAllowed(path.served, path.name);
  const contentType = mediaType(request.headers['content-type']);
  return {
    ...path,
    cluster,
    verb,
    query,
    ...(contentType !== undefined && { contentType }),
    body: Buffer.isBuffer(request.body) ? request.body : NO_BODY,
    accept: request.headers.accept ?? '*/*',
    actor,
    provenance: provenanceOf(request),
    now,
  };
}

const NO_BODY = Buffer.alloc(0);

function mediaType(header: string | undefined): string | undefined {
  const type = header?.split(';')[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}

function provenanceOf({ headers, ip }: FastifyRequest): Provenance {
  const userAgent = headers['user-agent'];
  const command = text(headers['kubectl-command']);
  const session = text(headers['kubectl-session']);
  return {
    address: ip,
    ...(userAgent !== undefined && { userAgent }),
    ...(command !== undefined && { command }),
    ...(session !== undefined && { session }),
  };
}

function text(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined;
}
