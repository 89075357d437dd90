import type { DeploymentState } from './deployment-state.js';
import type { DeploymentEvent } from './event.js';
import { evolve } from './evolve.js';

/**
 * The state after all events of a change, in the order they happened in. What was done here was decided on all that had been told
 * in time, and so it ends what was learned late of an earlier state, as a write does that tells the whole object (evolve.ts).
 */
export function afterChange(
  before: DeploymentState | undefined,
  events: readonly DeploymentEvent[],
): DeploymentState | undefined {
  const after = events.reduce<DeploymentState | undefined>(evolve, before);
  if (after?.beneath === undefined) return after;
  const isSeen = events.some(({ type }) => type === 'WriteObserved' || type === 'EarlierStateLearned');
  return !isSeen && events.some(changesObject) ? after.beneath : after;
}

/** Whether the Deployment itself may be another after an event. */
export function changesObject({ type }: Readonly<{ type: string }>): boolean {
  return OF_OBJECT.has(type);
}

const OF_OBJECT: ReadonlySet<string> = new Set<DeploymentEvent['type']>([
  'DeploymentCreated',
  'PodTemplateChanged',
  'RolloutRestarted',
  'RolloutUndone',
  'DeploymentScaled',
  'StrategyChanged',
  'RolloutLimitsChanged',
  'RolloutPaused',
  'RolloutResumed',
  'LabelsChanged',
  'AnnotationsChanged',
  'MetadataChanged',
  'DeletionRequested',
  'DeploymentDeleted',
]);
