export type { DeploymentState } from './deployment-state.js';
export type { DeploymentEvent, DeploymentEventType, PodLife, PropagationPolicy, RestoredFrom } from './event.js';
