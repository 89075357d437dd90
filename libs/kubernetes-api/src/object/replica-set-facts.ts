import type { JsonObject, LabelSelector, PodTemplate, StringMap } from '#libs/kubernetes';

/** What is known of a ReplicaSet at a moment. */
export type ReplicaSetFacts = Readonly<{
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  createdAt: Date;
  /** When it became as it is. */
  since: Date;
  /** '' where somebody else made it. */
  podTemplateHash: string;
  /** As the Deployment has it, without the hash. */
  template: PodTemplate;
  /** The Deployment's, without the hash. */
  selector: LabelSelector;
  /** The Deployment that controls it; absent for an orphan. */
  deployment?: Readonly<{ name: string; uid: string }>;
  annotations: StringMap;
  generation: number;
  observedGeneration: number;
  minReadySeconds: number;
  desired: number;
  current: number;
  ready: number;
  available: number;
  terminating: number;
  conditions: readonly JsonObject[];
  /** When its deletion was asked for: it waits for its pods to go. */
  deletedAt?: Date;
}>;
