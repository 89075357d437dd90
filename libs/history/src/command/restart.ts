import { type Deployment, type PodTemplate, templatesEqual } from '#libs/kubernetes';
import { RolloutIsPaused } from '../errors.js';
import { RESTARTED_AT } from './annotations.js';

/**
 * As `kubectl rollout restart`: a new revision that differs only by when it was asked for, to the second.
 * @throws RolloutIsPaused
 */
export function restarted(deployment: Deployment, now: number): Deployment {
  if (deployment.spec.paused) throw new RolloutIsPaused('restart');
  const { template } = deployment.spec;
  const at = new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const annotations = { ...template.metadata?.annotations, [RESTARTED_AT]: at };
  const metadata = { ...template.metadata, annotations };
  return { ...deployment, spec: { ...deployment.spec, template: { ...template, metadata } } };
}

/** Whether templates that differ do so by when a restart was asked for, and by nothing else. */
export function isRestart(before: PodTemplate, after: PodTemplate): boolean {
  const isAsked = after.metadata?.annotations?.[RESTARTED_AT] !== undefined;
  return isAsked && templatesEqual(withoutRestart(before), withoutRestart(after));
}

function withoutRestart({ metadata, spec }: PodTemplate): PodTemplate {
  const { [RESTARTED_AT]: _, ...annotations } = metadata?.annotations ?? {};
  return { metadata: { ...metadata, annotations }, spec };
}
