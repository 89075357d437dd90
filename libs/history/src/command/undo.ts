import { type Deployment, templatesEqual } from '#libs/kubernetes';
import { RolloutIsPaused } from '../errors.js';
import { LAST_APPLIED, undoneAnnotations } from './annotations.js';
import type { RestorableRevision } from './command.js';
import { repairedLastApplied } from './repaired-last-applied.js';

/**
 * As `kubectl rollout undo`: the template of the revision and the annotations of its ReplicaSet come back, nothing else.
 * Unlike kubectl's it leaves `last-applied-configuration` true. Undo to what is already there changes nothing.
 * @throws RolloutIsPaused
 */
export function undone(deployment: Deployment, to: RestorableRevision): Deployment {
  if (deployment.spec.paused) throw new RolloutIsPaused('undo');
  if (templatesEqual(deployment.spec.template, to.template)) return deployment;
  const annotations = undoneAnnotations(deployment.annotations, to.annotations);
  const lastApplied = annotations[LAST_APPLIED];
  const repaired = lastApplied === undefined ? undefined : repairedLastApplied(lastApplied, to);
  return {
    ...deployment,
    annotations: repaired === undefined ? annotations : { ...annotations, [LAST_APPLIED]: repaired },
    spec: { ...deployment.spec, template: to.template },
  };
}
