import { syncDeployment } from './deployment-controller.js';
import { collectForeground } from './garbage-collection.js';
import { syncReplicaSet } from './replica-set-controller.js';
import type { Run } from './run.js';
import { Conflict } from './writes.js';

// Far beyond what any state needs: a rule that undoes another would otherwise hang the caller.
const MOST_ROUNDS = 100_000;

/**
 * Lets the controllers look until none has anything to do, all in the same instant. In each round the ReplicaSet controller
 * looks once at each ReplicaSet that changed, then the Deployment controller once, then the garbage collector: as real ones do
 * that take about the same time for a look.
 */
export function settle(run: Run): void {
  for (let round = 0; run.deploymentDirty || run.dirtyReplicaSets.size > 0; round++) {
    if (round > MOST_ROUNDS) throw new Error(`the controllers do not come to rest at ${run.now}`);
    lookAtReplicaSets(run);
    lookAtDeployment(run);
    while (collectForeground(run));
  }
}

// A look whose write is refused is begun again.
function lookAtDeployment(run: Run): void {
  if (!run.deploymentDirty) return;
  run.deploymentDirty = false;
  if (run.deployment === null) return;
  try {
    syncDeployment(run, run.deployment);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    run.deploymentDirty = true;
  }
}

function lookAtReplicaSets(run: Run): void {
  const dirty = [...run.dirtyReplicaSets];
  run.dirtyReplicaSets.clear();
  for (const entry of dirty) syncReplicaSet(run, entry);
}
