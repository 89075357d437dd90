import type { PodTemplate } from '#libs/kubernetes';

/** What is known of a pod at a moment. */
export type PodFacts = Readonly<{
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  createdAt: Date;
  /** When it became as it is. */
  since: Date;
  /** Its ReplicaSet, which may be gone. */
  replicaSet: Readonly<{ name: string; uid: string }>;
  podTemplateHash: string;
  /** As the Deployment has it, without the hash. */
  template: PodTemplate;
  /** Pending, ContainerCreating, Running, Terminating, or what its containers wait for: ImagePullBackOff. */
  status: string;
  ready: boolean;
  readySince?: Date;
  /** When its deletion was asked for. */
  deletedAt?: Date;
  node?: string;
  ip?: string;
}>;
