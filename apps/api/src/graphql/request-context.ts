import type { Actor, Provenance } from '#libs/event-store';
import type { ApiPorts } from '../ports.js';
import { Loaders } from './loaders.js';

/** What a request's resolvers share. */
export type RequestContext = Readonly<{
  /** The world as the caller may see it: resolvers know no other. */
  ports: ApiPorts;
  actor: Actor;
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
  ports: ApiPorts,
  {
    actor,
    provenance,
    operationName,
  }: Readonly<{ actor: Actor; provenance: Provenance; operationName: string | undefined }>,
): RequestContext {
  const { reads, store } = ports;
  return {
    ports,
    actor,
    provenance,
    operationName,
    now: ports.now(),
    loaders: new Loaders(reads, store),
    extensions: {},
  };
}
