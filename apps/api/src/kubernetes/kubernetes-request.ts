import type { Access, Place } from '#libs/access';
import type { Actor, Provenance } from '#libs/event-store';
import type { ResourceKey, ServedResource, Verb } from '#libs/kubernetes-api';
import type { ApiPorts } from '../ports.js';
import type { Watches } from './watch/watches.js';

/**
 * A request to the Kubernetes API about a resource, as every handler gets it: who asks is known, the path and the verb are
 * read, query and body are as they came (each verb reads its own options from `query`).
 */
export type KubernetesRequest = Readonly<{
  /** From `/clusters/NAME/…`; the server's root is the cluster `default`. */
  cluster: string;
  verb: Verb;
  /** What is asked for, such as `deployments.apps`. */
  resource: ResourceKey;
  served: ServedResource;
  /** `scale`, `status`, `log`; undefined for the object itself. */
  subresource?: string;
  /** Undefined for all namespaces, and for resources outside of them. */
  namespace?: string;
  /** Undefined for lists and creations. */
  name?: string;
  query: URLSearchParams;
  /** The media type of the body, without its parameters, in lower case; undefined when none was sent. */
  contentType?: string;
  /** The body as it came; empty when there is none. */
  body: Buffer;
  /** The `Accept` header; any type when there is none. */
  accept: string;
  actor: Actor;
  provenance: Provenance;
  /** What "now" means for the whole request. */
  now: Date;
}>;

/** What handlers need of the world. */
export type KubernetesPorts = ApiPorts &
  Readonly<{
    /** What the caller may do; the rest of the ports are kept to it. */
    access: Access;
    /** Whether Rollbook says more than a cluster would (ROLLBOOK_KUBERNETES_EXTRAS). */
    extras: boolean;
    watches: Watches;
    /** Whether the caller may read there. */
    mayRead: (place: Place) => boolean;
  }>;

/** What the Kubernetes API needs of the world, whoever asks. */
export type ServerPorts = ApiPorts & Pick<KubernetesPorts, 'extras' | 'watches'>;
