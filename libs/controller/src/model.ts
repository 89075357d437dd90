import type { DeploymentSpec, KubernetesRelease, PodTemplate, StringMap } from '#libs/kubernetes';
import type { PodLimits } from './limits.js';
import type { ModelInternals } from './model-internals.js';

// All instants are integer milliseconds since 1970, all durations whole seconds unless said otherwise.

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
  /** Set while a foreground deletion waits for the ReplicaSets and pods to go. */
  deletionTimestamp?: number;
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
  /** Set while a deletion waits for its pods to go. */
  deletionTimestamp?: number;
}>;

export type PodReason = 'ContainerCreating' | 'ImagePullBackOff' | 'Running' | 'NotReady' | 'Terminating';

export type ModelPod = Readonly<{
  name: string;
  /** The name of its ReplicaSet, and its uid: a name may have been given again. */
  replicaSet: string;
  replicaSetUid: string;
  createdAt: number;
  scheduled: boolean;
  phase: 'Pending' | 'Running';
  ready: boolean;
  /** When it last became ready; absent while it is not. */
  readySince?: number;
  /** When it was told to go; it is terminating from then on. */
  deletionTimestamp?: number;
  /** What kubectl would show in its STATUS column, in one word. */
  reason: PodReason;
  nodeName: string;
  podIP: string;
  /** Of its containers, in order. */
  images: readonly string[];
}>;

/** A core/v1 Event as the recorder's correlator leaves it. */
export type ControllerEvent = Readonly<{
  /** Names the Event: a MODIFIED observation bears the name of the ADDED one. */
  name: string;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  source: 'deployment-controller' | 'replicaset-controller';
  involvedObject: Readonly<{ kind: 'Deployment' | 'ReplicaSet'; name: string; uid: string }>;
  count: number;
  firstTimestamp: number;
  lastTimestamp: number;
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

/** Something that befalls the namespace from outside, at an instant. Inputs are given in the order of their `at`. */
export type Input = Readonly<{ at: number }> &
  Readonly<
    | {
        /**
         * The Deployment's whole value after one change of a user, or of its creation (a new uid). Spec, labels and annotations as the user's
         * write leaves them; the revision annotation may be left out, the controller's own value is then kept. The generation is counted
         * here: one up when spec or annotations differ. Writing what is already there does nothing.
         */
        kind: 'deploymentApplied';
        deployment: Readonly<{
          uid: string;
          namespace: string;
          name: string;
          labels: StringMap;
          annotations: StringMap;
          spec: DeploymentSpec;
        }>;
        podLife: PodLife;
      }
    | { kind: 'deploymentDeleted'; propagationPolicy: 'Background' | 'Foreground' | 'Orphan' }
    /** Orphans of an earlier incarnation, with their pods, handed in: they are there before the Deployment looks for some to adopt. */
    | { kind: 'orphansLeft'; replicaSets: readonly ModelReplicaSet[]; pods: readonly ModelPod[] }
    /** A ReplicaSet somebody else made: it takes its name, and is adopted if its labels match and nobody controls it. */
    | {
        kind: 'foreignReplicaSetCreated';
        replicaSet: Readonly<{
          name: string;
          labels: StringMap;
          annotations?: StringMap;
          template: PodTemplate;
          replicas: number;
        }>;
        podLife: PodLife;
      }
    | { kind: 'replicaSetScaled'; replicaSet: string; replicas: number }
    | { kind: 'replicaSetDeleted'; replicaSet: string }
    /** The annotations given are set, those given as null are removed, the others stay. */
    | { kind: 'replicaSetAnnotated'; replicaSet: string; annotations: Readonly<Record<string, string | null>> }
    | { kind: 'podDeleted'; pod: string }
    /** An observed fact: these pods are ready (again), or gone, before the controllers look. */
    | { kind: 'podsStarted' | 'podsEnded'; pods: readonly string[] }
    /** The pod fails its probes, and passes them again after so many seconds. */
    | { kind: 'podNotReady'; pod: string; seconds: number }
    /** The kubelet writes nothing before `until`; what is due by then comes later. */
    | { kind: 'kubeletHeld'; until: number }
    /** From now on; nothing given lifts all limits. */
    | { kind: 'podLimitsSet'; limits: PodLimits }
  >;

export type WriteType = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * One write to an object, in the order of the writes. `object` is its value after the write, or for DELETED the last one. `rule`
 * says in words which rule made the controller, kubelet or user write: what a playback shows.
 */
export type Observation = Readonly<{ at: number; rule: Rule }> &
  Readonly<
    | { kind: 'Deployment'; type: WriteType; object: ModelDeployment }
    | { kind: 'ReplicaSet'; type: WriteType; object: ModelReplicaSet }
    | { kind: 'Pod'; type: WriteType; object: ModelPod }
    | { kind: 'Event'; type: 'ADDED' | 'MODIFIED'; event: ControllerEvent }
  >;

/** Why something was written. */
export type Rule =
  | 'user: write'
  | 'garbage collection'
  | 'deployment: adopt ReplicaSet'
  | 'deployment: new ReplicaSet'
  | 'deployment: hash collision'
  | 'deployment: annotations and revision of new ReplicaSet'
  | 'deployment: revision'
  | 'deployment: pause or resume'
  | 'deployment: status'
  | 'scaling: only active ReplicaSet'
  | 'scaling: new ReplicaSet is saturated'
  | 'scaling: proportional'
  | 'rolling update: scale up new'
  | 'rolling update: scale down new'
  | 'rolling update: clean up unhealthy old'
  | 'rolling update: scale down old'
  | 'Recreate: scale down old'
  | 'Recreate: scale up new'
  | 'revisionHistoryLimit: clean up'
  | 'ReplicaSet: create pods'
  | 'ReplicaSet: delete pods'
  | 'ReplicaSet: status'
  | 'scheduler: bind'
  | 'kubelet: pod started'
  | 'kubelet: pod ended'
  | 'kubelet: pod not ready';
