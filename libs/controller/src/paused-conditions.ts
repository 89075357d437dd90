import { findCondition, newCondition, withCondition } from './conditions.js';
import { type DeploymentSync, updateStatus } from './deployment-sync.js';
import { hasProgressDeadline } from './progress-deadline.js';

const PAUSED = { reason: 'DeploymentPaused', message: 'Deployment is paused' };
const RESUMED = { reason: 'DeploymentResumed', message: 'Deployment is resumed' };

/** Says in the condition Progressing that the Deployment was paused or resumed, unless it has timed out (sync.go, `checkPausedConditions`). */
export function checkPausedConditions(sync: DeploymentSync): void {
  const { spec, status } = sync.deployment;
  if (!hasProgressDeadline(spec)) return;
  const progressing = findCondition(status.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return;
  if (spec.paused === (progressing?.reason === PAUSED.reason)) return;
  const condition = newCondition('Progressing', 'Unknown', spec.paused ? PAUSED : RESUMED, sync.run.now);
  const conditions = withCondition(status.conditions, condition);
  sync.deployment = { ...sync.deployment, status: { ...status, conditions } };
  updateStatus(sync, 'deployment: pause or resume');
}
