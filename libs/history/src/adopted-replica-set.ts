import type { JsonObject, StringMap } from '#libs/kubernetes';

/**
 * A ReplicaSet that an earlier incarnation of the name left behind (`--cascade=orphan`), as it was when a new one took it over.
 * Times are written `2026-11-21T10:00:00.123Z`.
 */
export type AdoptedReplicaSet = Readonly<{
  /** Uid of the incarnation that left it. */
  leftBy: string;
  replicaSet: Readonly<{
    uid: string;
    name: string;
    podTemplateHash: string;
    createdAt: string;
    generation: number;
    labels: StringMap;
    annotations: StringMap;
    replicas: number;
    minReadySeconds: number;
    /** As the API shows it, but for zeros, which are there. */
    status: JsonObject;
  }>;
  pods: readonly AdoptedPod[];
  /** How many pods it has made so far: names are not given twice. */
  podsMade: number;
}>;

/** A pod of such a ReplicaSet. */
export type AdoptedPod = Readonly<{
  name: string;
  createdAt: string;
  phase: 'Pending' | 'Running';
  /** In one word, as kubectl says it. */
  reason: string;
  readySince?: string;
  /** When it was told to go. */
  deletedAt?: string;
  /** Left out until it is bound to one. */
  node?: string;
  ip?: string;
}>;
