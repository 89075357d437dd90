export type { PodLimits } from './limits.js';
export type {
  ClusterSettings,
  ControllerEvent,
  DeploymentCondition,
  DeploymentStatus,
  Input,
  ModelDeployment,
  ModelPod,
  ModelReplicaSet,
  ModelState,
  Observation,
  PodLife,
  PodReason,
  ReplicaSetCondition,
  ReplicaSetStatus,
  Rule,
  WriteType,
} from './model.js';
export { emptyState, replay } from './replay.js';
