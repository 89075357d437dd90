import type { JsonObject } from '#libs/kubernetes';

/** An object as the API answers it. */
export type ApiObject = JsonObject &
  Readonly<{
    kind: string;
    apiVersion: string;
    metadata: JsonObject & Readonly<{ name: string; namespace?: string; resourceVersion: string }>;
  }>;

/** Where a stream is: its events are one incarnation of one object. */
export type StreamPlace = Readonly<{ streamId: number; cluster: string; namespace: string; name: string }>;

/**
 * One step of one object: what it was, and what it is from then on. Without `before` it came into being, without `after`
 * it went.
 */
export type Step = Readonly<{
  /** As routes name it: `deployments.apps`. */
  resource: string;
  cluster: string;
  /** Empty for what stands outside of namespaces. */
  namespace: string;
  /** When it happened. */
  at: number;
  /** The resourceVersion of what is true since. */
  version: bigint;
  before?: ApiObject;
  after?: ApiObject;
}>;

/** The step told with another resourceVersion than its own. */
export function withVersion({ after, ...step }: Step, version: bigint): Step {
  return { ...step, version, ...(after && { after: objectWithVersion(after, version) }) };
}

export function objectWithVersion(object: ApiObject, version: bigint): ApiObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
}
