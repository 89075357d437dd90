import type { ModelDeployment, ModelPod, ModelReplicaSet } from './model.js';

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
  | 'left by an earlier incarnation'
  | 'garbage collection'
  | 'deployment: adopt ReplicaSet'
  | 'deployment: release ReplicaSet'
  | 'ReplicaSet: adopt pods'
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
