export type { DeploymentState } from './deployment-state.js';
export type { DeploymentEvent, DeploymentEventType, PodLife, PropagationPolicy, RestoredFrom } from './event.js';
export { evolve } from './evolve.js';
export { EventUnreadable, parseEvent, type StoredEvent } from './parse-event.js';
