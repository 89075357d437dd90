import type { DeploymentState } from '#libs/history';
import type { JsonObject, OtherMetadata, StringMap } from '#libs/kubernetes';

/** Milliseconds since 1970; `Infinity` ends a span that nothing is known to follow. */
export type Moment = number;

/** What is written to the views of one stream at once, with the checkpoint it leads to. */
export type ViewWrites = Readonly<{
  streamId: number;
  /** Stream position of the checkpoint this goes on from; 0 for none. */
  base: number;
  checkpoint: Checkpoint;
  cut: Cut;
  deployment: DeploymentRow;
  deploymentSpans: readonly DeploymentSpan[];
  replicaSetSpans: readonly ReplicaSetSpan[];
  podSpans: readonly PodSpan[];
  revisions: readonly RevisionRow[];
  rollouts: readonly RolloutRow[];
  controllerEvents: readonly ControllerEventRow[];
}>;

/** Which stored rows are no longer true, unless they are written again. */
export type Cut = Readonly<{
  /** Spans and revisions that begin at this moment or later. */
  from: Moment;
  /** Rollouts that began at this moment or later. */
  rolloutsFrom: Moment;
  /** Controller events with a greater number. */
  eventsAfter: number;
}>;

/** How far a stream's views have come. */
export type Checkpoint = Readonly<{
  /** The last event taken in. */
  streamPosition: number;
  /** Its place in the whole log. */
  position: bigint;
  /** The `version` of the projections that made the views. */
  version: number;
  /** Where the fold goes on from, as JSON, templates by hash. */
  snapshot: string;
}>;

/** Who owns which fields of a Deployment, as its events say. */
export type Owners = Pick<DeploymentState, 'managers' | 'annotatedFirst'>;

/** A Deployment as people wrote it. */
export type DeploymentRow = Readonly<{
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  createdAt: Moment;
  createdChange: bigint;
  deletedAt?: Moment;
  deletedChange?: bigint;
  /** When the last of its ReplicaSets and pods is gone; `Infinity` when some are left for good, absent while it lives. */
  goneAt?: Moment;
  /** ReplicaSets that it took over when it was made, as `uid of the Deployment that left it/name`: they are theirs no more. */
  adopted: readonly string[];
  /** After this moment nothing happens any more, if nobody changes anything. */
  quietAt: Moment;
  labels: StringMap;
  annotations: StringMap;
  metadata: OtherMetadata;
  owners: Owners;
  images: readonly string[];
  /** Without the template. */
  spec: JsonObject;
  templateHash: string;
  lastChange: bigint;
  lastChangedAt: Moment;
  position: bigint;
}>;

/** True from `validFrom` until just before `validTo`. */
export type Span = Readonly<{ validFrom: Moment; validTo: Moment }>;

export type DeploymentSpan = Span & DeploymentFacts;

export type DeploymentFacts = Readonly<{ generation: number; revision?: number; status: JsonObject }>;

export type ReplicaSetSpan = Span & ReplicaSetFacts;

export type ReplicaSetFacts = Readonly<{
  name: string;
  uid: string;
  createdAt: Moment;
  podTemplateHash: string;
  templateHash: string;
  revision?: number;
  annotations: StringMap;
  generation: number;
  observedGeneration: number;
  /** Absent where it is 0. */
  minReadySeconds?: number;
  desired: number;
  current: number;
  ready: number;
  available: number;
  terminating: number;
  /** Those of its status; absent where there are none. */
  conditions?: readonly JsonObject[];
  /** When its deletion was asked for: it waits for its pods to go. */
  deletedAt?: Moment;
  /** Nobody controls it: its Deployment was deleted, and left it. */
  orphaned?: true;
}>;

export type PodSpan = Span & PodFacts;

export type PodFacts = Readonly<{
  name: string;
  replicaSet: string;
  createdAt: Moment;
  status: string;
  ready: boolean;
  /** When it last became ready; absent while it is not. */
  readySince?: Moment;
  deletedAt?: Moment;
  node?: string;
  ip?: string;
}>;

export type RevisionRow = Readonly<{
  number: number;
  createdAt: Moment;
  change: bigint;
  templateHash: string;
  podTemplateHash: string;
  replicaSet: string;
  images: readonly string[];
  restoredFrom?: number;
  supersededBy?: number;
  supersededAt?: Moment;
  forgottenAt?: Moment;
}>;

export type RolloutOutcome = 'Complete' | 'ProgressDeadlineExceeded' | 'Superseded' | 'Deleted';

export type RolloutRow = Readonly<{
  change: bigint;
  fromRevision?: number;
  toRevision: number;
  startedAt: Moment;
  endedAt?: Moment;
  outcome?: RolloutOutcome;
  lowestAvailable: number;
  mostPods: number;
  steps: readonly RolloutStep[];
  /** What its pods were seen to wait for, last; absent when they wait for nothing, and once it is complete. */
  hindrance?: Hindrance;
}>;

/** Why a rollout does not get on, as it was seen in its cluster. */
export type Hindrance = Readonly<{ reason: string; message: string; since: Moment }>;

export type RolloutStep = Readonly<{
  at: Moment;
  replicaSet: string;
  from: number;
  to: number;
  rule: string;
  message: string;
}>;

/** One write of an Event: the newest of its name is what it says at a moment. */
export type ControllerEventRow = Readonly<{
  number: number;
  /** Also its `lastTimestamp`. */
  at: Moment;
  /** Of the Event: what is counted up bears the name of what it counts. */
  name: string;
  /** Whether this write made the Event; else it counted it up. */
  isNew: boolean;
  count: number;
  firstAt: Moment;
  type: string;
  reason: string;
  message: string;
  object: string;
  /** Of that object. */
  uid: string;
  source: string;
}>;
