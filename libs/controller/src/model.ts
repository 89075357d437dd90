import type { DeploymentSpec, KubernetesRelease, PodTemplate, StringMap } from '#libs/kubernetes';
import type { ModelInternals } from './model-internals.js';

// All instants are integer milliseconds since 1970, all durations whole seconds unless said otherwise. What a pod or ReplicaSet has not
// is null, so that each has the same keys all its life: copies of such objects are made twenty times as fast as ones that gain a key.

/** How the pods of one template live: seconds from creation to ready, from deletion to gone, and whether they ever get ready. */
export type PodLife = Readonly<{ startSeconds: number; terminationSeconds: number; neverReady: boolean }>;

/** What the model must know of a cluster. */
export type ClusterSettings = Readonly<{
  release: KubernetesRelease;
  /** The least time between two writes of the kubelet, in seconds, fractions allowed: 0 when left out (all at once). */
  gapSeconds?: number;
  /** 'observed' when pods start and end by inputs only (`podsStarted`, `podsEnded`); else by their pod life. */
  podFacts?: 'predicted' | 'observed';
}>;

/** `conditions[]` of a Deployment's status; a condition that changes moves to the end of its list. */
export type DeploymentCondition = Readonly<{
  type: 'Available' | 'Progressing' | 'ReplicaFailure';
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  /** Whole seconds, in milliseconds, as Kubernetes stores them. */
  lastUpdateTime: number;
  lastTransitionTime: number;
}>;

export type DeploymentStatus = Readonly<{
  observedGeneration: number;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  unavailableReplicas: number;
  /** Absent until the controller has first written a status, and in releases before 1.33. */
  terminatingReplicas?: number;
  collisionCount?: number;
  conditions: readonly DeploymentCondition[];
}>;

/** The Deployment as the API server would show it. */
export type ModelDeployment = Readonly<{
  uid: string;
  namespace: string;
  name: string;
  labels: StringMap;
  /** Those given, and `deployment.kubernetes.io/revision` as the controller wrote it. */
  annotations: StringMap;
  generation: number;
  creationTimestamp: number;
  spec: DeploymentSpec;
  status: DeploymentStatus;
  /** The life of pods made from `spec.template`. */
  podLife: PodLife;
  /** When its deletion was asked for, while it waits: for what it controls to go, or for finalizers to be taken off. */
  deletionTimestamp: number | null;
  /** Whether what it controls is deleted before it. */
  foreground: boolean;
  /** Whether finalizers that somebody gave it hold it. */
  held: boolean;
}>;

export type ReplicaSetCondition = Readonly<{
  type: 'ReplicaFailure';
  status: 'True';
  reason: 'FailedCreate' | 'FailedDelete';
  message: string;
  lastTransitionTime: number;
}>;

export type ReplicaSetStatus = Readonly<{
  observedGeneration: number;
  replicas: number;
  fullyLabeledReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  terminatingReplicas?: number;
  conditions: readonly ReplicaSetCondition[];
}>;

/** A ReplicaSet as the API server would show it. */
export type ModelReplicaSet = Readonly<{
  /** Derived from the Deployment's uid, the name and a counter: the same replay gives the same uid. */
  uid: string;
  name: string;
  /** The value of the label pod-template-hash; '' where a foreign ReplicaSet has none. */
  podTemplateHash: string;
  creationTimestamp: number;
  generation: number;
  labels: StringMap;
  /** With revision, revision-history, desired-replicas and max-replicas under their full names. */
  annotations: StringMap;
  /** As the Deployment had it: the label pod-template-hash is not among its labels, whoever shows it adds it. */
  template: PodTemplate;
  /** `spec.replicas`. */
  replicas: number;
  minReadySeconds: number;
  status: ReplicaSetStatus;
  /** The uid of the Deployment that controls it; null for an orphan or a foreign ReplicaSet. */
  ownerUid: string | null;
  podLife: PodLife;
  /** When a deletion began, while it waits for its pods to go. */
  deletionTimestamp: number | null;
}>;

export type ModelPod = Readonly<{
  name: string;
  /** The name of its ReplicaSet, and its uid: a name may have been given again. */
  replicaSet: string;
  replicaSetUid: string;
  createdAt: number;
  scheduled: boolean;
  phase: 'Pending' | 'Running';
  ready: boolean;
  /** When it last became ready; null while it is not. */
  readySince: number | null;
  /** When it was told to go; it is terminating from then on. */
  deletionTimestamp: number | null;
  /**
   * What kubectl would show in its STATUS column, in one word: ContainerCreating, ImagePullBackOff, Running, Terminating, or what was seen; NotReady
   * is shown as Running.
   */
  reason: string;
  nodeName: string;
  podIP: string;
  /** Of its containers, in order. */
  images: readonly string[];
}>;

/**
 * The whole simulated state at an instant. A plain JSON value: what JSON.parse(JSON.stringify(state)) gives goes on as the
 * state itself would, so it is what snapshots store. Between calls of `replay` nothing is due at or before `now`.
 */
export type ModelState = Readonly<{
  now: number;
  settings: ClusterSettings;
  deployment: ModelDeployment | null;
  /** In the order of their creation, oldest first; foreign ones included. */
  replicaSets: readonly ModelReplicaSet[];
  /** In the order of their creation, oldest first; terminating ones included. */
  pods: readonly ModelPod[];
  /** Timers, counters and the like: nobody's business but the model's. */
  internals: ModelInternals;
}>;
