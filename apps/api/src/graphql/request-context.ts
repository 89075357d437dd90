import type { Access } from '#libs/access';
import type { Actor, Provenance } from '#libs/event-store';
import type { Caller } from '../access/callers.js';
import type { ApiPorts } from '../ports.js';
import { Loaders } from './loaders.js';

/** What a request's resolvers share. */
export type RequestContext = Readonly<{
  /** The world as the caller may see it: resolvers know no other. */
  ports: ApiPorts;
  actor: Actor;
  access: Access;
  provenance: Provenance;
  /** The moment "now" means for the whole request. */
  now: Date;
  loaders: Loaders;
  /** Which of a document's operations is run, where that was said. */
  operationName: string | undefined;
  /** Added to the answer's `extensions`. */
  extensions: Record<string, unknown>;
}>;

export function requestContext(
  { actor, access, ports }: Caller,
  { provenance, operationName }: Readonly<{ provenance: Provenance; operationName: string | undefined }>,
): RequestContext {
  const { reads, store, secrets } = ports;
  return {
    ports,
    actor,
    access,
    provenance,
    operationName,
    now: ports.now(),
    loaders: new Loaders(reads, store, secrets),
    extensions: {},
  };
}
