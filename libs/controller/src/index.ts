export type { PodLimits } from './limits.js';
export type { Input, PropagationPolicy } from './input.js';
export type {
  ClusterSettings,
  DeploymentCondition,
  DeploymentStatus,
  ModelDeployment,
  ModelPod,
  ModelReplicaSet,
  ModelState,
  PodLife,
  ReplicaSetCondition,
  ReplicaSetStatus,
} from './model.js';
export type { ControllerEvent, Observation, Rule, WriteType } from './observation.js';
export { emptyState, replay } from './replay.js';
