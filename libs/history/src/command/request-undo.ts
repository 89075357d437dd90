import { type Deployment, templatesEqual } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { NotOfACluster } from '../errors.js';
import { summarise } from '../summary.js';
import { CHANGE_CAUSE } from './annotations.js';
import type { RestorableRevision } from './command.js';
import type { Decision } from './decision.js';
import type { DecisionContext } from './decision-context.js';
import { undone } from './undo.js';

/**
 * An undo that an agent shall carry out: what it is to make of the Deployment as it was seen last.
 * @throws NotOfACluster, RolloutIsPaused
 */
export function decideUndoRequest(
  to: RestorableRevision,
  { state, before }: Readonly<{ state: DeploymentState; before: Deployment }>,
  { cluster, changeCause }: DecisionContext,
): Decision {
  const generation = state.observed?.generation;
  if (generation === undefined) throw new NotOfACluster(before.name, cluster);
  const { uid, revision, change } = to;
  if (templatesEqual(before.spec.template, to.template)) {
    const summary = `skipped rollback (current template already matches revision ${revision})`;
    return { events: [], summary, before, after: before };
  }
  const restored = undone(before, to);
  const annotations =
    changeCause === undefined ? restored.annotations : { ...restored.annotations, [CHANGE_CAUSE]: changeCause };
  const after = { ...restored, annotations };
  const wanted = { template: after.spec.template, annotations };
  const restoredFrom = { uid, revision, change };
  return {
    events: [{ type: 'ClusterUndoRequested', schemaVersion: 1, payload: { restoredFrom, wanted, generation } }],
    summary: `asked cluster ${cluster} to undo to revision ${revision}: ${summarise(before, after)}`,
    ...(changeCause !== undefined && { cause: changeCause }),
    before,
    after,
  };
}
