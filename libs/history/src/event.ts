import type {
  DeploymentSpec,
  DeploymentStrategy,
  JsonObject,
  OtherMetadata,
  PodTemplate,
  StringMap,
} from '#libs/kubernetes';
import type { AdoptedReplicaSet } from './adopted-replica-set.js';
import type { PodsSeen } from './pods-seen.js';

/** How a cluster's nodes treat the pods of one template; resolved when the change is recorded, so that replay needs no look-up. */
export type PodLife = Readonly<{ startSeconds: number; terminationSeconds: number; neverReady: boolean }>;

/** A pod template and what replay must know with it. */
type WithTemplate = Readonly<{
  template: PodTemplate;
  podLife: PodLife;
  /** Kubernetes release of the cluster then, such as `1.36`: it decides the pod-template-hash. */
  release: string;
}>;

/** A ReplicaSet that was taken over, and how pods of it live. */
export type Adoption = AdoptedReplicaSet & Omit<WithTemplate, 'release'>;

/** The revision an undo went back to: in this incarnation, or in an earlier one of the same name. */
export type RestoredFrom = Readonly<{ uid: string; revision: number; change: string }>;

/** A manager of fields as an event carries it; see `managed-fields.ts`. */
export type StoredManager = Readonly<{
  manager: string;
  /** `Update` when left out. */
  operation?: 'Apply';
  /** `apps/v1` when left out. */
  apiVersion?: string;
  subresource?: string;
  /** When it last wrote, as far as an event was made of it. */
  time?: string;
  /** `fieldsV1`; left out for the one who owns all that nobody else does. */
  fields?: JsonObject;
}>;

export type StoredManagers = readonly StoredManager[];

/** The event's type says it all. */
type Nothing = Readonly<Record<string, never>>;

/** What is known of a write that happened in a cluster. */
export type ObservedWrite = Readonly<{
  /** When it happened: `2026-11-21T10:00:00.123Z`. */
  at: string;
  /** The object's version after it; left out where a source tells none. */
  resourceVersion?: string;
  generation?: number;
  /** It happened after this moment; left out when `at` is the moment itself. */
  notBefore?: string;
  /** Generations between the one known before and this one: changes that nobody told. */
  missedGenerations?: number;
  /** The number that the cluster gave the revision it brought, where that is known. */
  revision?: number;
  /** Nobody told it, it was concluded: a creation from what was seen first, a deletion from absence. */
  assumed?: true;
  /** Told by a source that knows names alone, and no incarnation: what a cluster has goes before it. */
  byName?: true;
  /** The newest version known of the object; `resourceVersion` when left out. */
  newest?: string;
  /** The newest version whose whole object is known; `resourceVersion` when left out. */
  whole?: string;
}>;

/** What an object was after a write, or its replicas alone where no more was told. */
export type EarlierState = Readonly<{
  at: string;
  resourceVersion?: string;
  /** The events it would have been, told in time. */
  kinds: readonly string[];
  whole?: Readonly<{
    labels: StringMap;
    annotations: StringMap;
    metadata: OtherMetadata;
    spec: Omit<DeploymentSpec, 'template'>;
    deletion?: HeldDeletion;
    podLife: PodLife;
    release: string;
  }>;
  /** Beside `whole`. */
  template?: PodTemplate;
  replicas?: number;
  /** Of a deletion. */
  propagationPolicy?: PropagationPolicy;
}>;

/** An undo that is to be carried out in a cluster. */
export type UndoRequest = Readonly<{
  restoredFrom: RestoredFrom;
  /** What the Deployment shall have there; all else stays. */
  wanted: Readonly<{ template: PodTemplate; annotations: StringMap }>;
  /** The generation it was decided on: at another it is not carried out. */
  generation: number;
}>;

/** What became of an undo in a cluster. */
export type UndoAnswer = Readonly<{
  /** The change that asked for it. */
  request: string;
  outcome: UndoOutcome;
  message: string;
  /** The object's version after it, where it was applied. */
  resourceVersion?: string;
}>;

/** Carried out; refused by the cluster or by nobody being there; or the Deployment was another by then. */
export type UndoOutcome = 'applied' | 'refused' | 'conflict';

/** What happened to a Deployment. Every event carries the whole new value of what it is about. */
export type DeploymentEvent =
  | Readonly<{
      type: 'DeploymentCreated';
      schemaVersion: 1;
      payload: WithTemplate &
        Readonly<{
          labels: StringMap;
          annotations: StringMap;
          spec: Omit<DeploymentSpec, 'template'>;
        }>;
    }>
  /** Beside the creation: a controller takes over what its selector matches and nobody controls (docs/adr/0027). */
  | Readonly<{ type: 'ReplicaSetAdopted'; schemaVersion: 1; payload: Adoption }>
  | Readonly<{ type: 'PodTemplateChanged'; schemaVersion: 1; payload: WithTemplate }>
  | Readonly<{ type: 'RolloutRestarted'; schemaVersion: 1; payload: WithTemplate }>
  | Readonly<{
      type: 'RolloutUndone';
      schemaVersion: 1;
      payload: WithTemplate & Readonly<{ restoredFrom: RestoredFrom }>;
    }>
  | Readonly<{ type: 'DeploymentScaled'; schemaVersion: 1; payload: Readonly<{ replicas: number }> }>
  | Readonly<{ type: 'StrategyChanged'; schemaVersion: 1; payload: Readonly<{ strategy: DeploymentStrategy }> }>
  | Readonly<{
      type: 'RolloutLimitsChanged';
      schemaVersion: 1;
      payload: Readonly<{ minReadySeconds: number; progressDeadlineSeconds: number; revisionHistoryLimit: number }>;
    }>
  | Readonly<{ type: 'RolloutPaused'; schemaVersion: 1; payload: Nothing }>
  | Readonly<{ type: 'RolloutResumed'; schemaVersion: 1; payload: Nothing }>
  | Readonly<{ type: 'LabelsChanged'; schemaVersion: 1; payload: Readonly<{ labels: StringMap }> }>
  | Readonly<{ type: 'AnnotationsChanged'; schemaVersion: 1; payload: Readonly<{ annotations: StringMap }> }>
  | Readonly<{ type: 'MetadataChanged'; schemaVersion: 1; payload: OtherMetadata }>
  | Readonly<{ type: 'ManagedFieldsChanged'; schemaVersion: 1; payload: Readonly<{ managers: StoredManagers }> }>
  /** A deletion that finalizers hold: it is done when the last of them is taken off. */
  | Readonly<{ type: 'DeletionRequested'; schemaVersion: 1; payload: HeldDeletion }>
  /** Also with each write to one that goes in the foreground and is not gone yet. */
  | Readonly<{
      type: 'DeploymentDeleted';
      schemaVersion: 1;
      payload: Readonly<{ propagationPolicy: PropagationPolicy }>;
    }>
  /** Somebody asked for an undo in the cluster that the Deployment was seen in. Nothing has changed yet. */
  | Readonly<{ type: 'ClusterUndoRequested'; schemaVersion: 1; payload: UndoRequest }>
  | Readonly<{ type: 'ClusterUndoAnswered'; schemaVersion: 1; payload: UndoAnswer }>
  /** Who made a change that was seen without its author was told later: it is the actor of the change that this event is of. */
  | Readonly<{ type: 'ChangeAttributed'; schemaVersion: 1; payload: Readonly<{ change: string }> }>
  /** What the pods are and wait for in the cluster, as an agent saw it: no change of the Deployment (docs/adr/0028). */
  | Readonly<{ type: 'PodsObserved'; schemaVersion: 1; payload: PodsSeen }>
  /** Beside the events of a change that was seen in a cluster. */
  | Readonly<{ type: 'WriteObserved'; schemaVersion: 1; payload: ObservedWrite }>
  /** A write told after a newer one. It says what was then, and nothing of what is now (docs/adr/0022). */
  | Readonly<{ type: 'EarlierStateLearned'; schemaVersion: 1; payload: EarlierState }>;

/** What becomes of a deleted Deployment's ReplicaSets (meta/v1 `DeletionPropagation`). */
export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

/** A deletion that waits. */
export type HeldDeletion = Readonly<{
  propagationPolicy: PropagationPolicy;
  /** To the second, as the API shows it: `2026-11-21T10:00:00Z`. */
  deletionTimestamp: string;
}>;

export type DeploymentEventType = DeploymentEvent['type'];

/** Types of the events of which the newest of each make the present state. */
export type StateEventType = Exclude<DeploymentEventType, 'EarlierStateLearned'>;
