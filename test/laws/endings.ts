import assert from 'node:assert/strict';
import { replay } from '#libs/controller';
import { law, type Law } from './law.js';
import { lastWanted, played } from './played.js';
import { steadyCluster, wildCluster } from './random-cluster.js';

const HOUR = 3_600_000;

/** Whatever happens, there is an end of it. */
export const ENDINGS: readonly Law[] = [
  law('it always ends, and then nothing happens any more', wildCluster, (one) => {
    const { state, inputs } = played(one);
    assert.ok(state.now - (inputs.at(-1)?.at ?? 0) < HOUR, 'it takes more than an hour');
    if (state.internals.timers.length > 0) return; // pods that are refused are tried again for ever
    assert.equal(replay(state, [], state.now + 24 * HOUR).observations.length, 0);
  }),

  law('it ends with all pods wanted there when none is bad', steadyCluster, (one) => {
    const { replicas } = lastWanted(one);
    const { deployment, pods } = played(one).state;
    const { updatedReplicas, availableReplicas, unavailableReplicas } = deployment?.status ?? {};
    assert.equal(pods.length, replicas);
    assert.deepEqual([updatedReplicas, availableReplicas, unavailableReplicas], [replicas, replicas, 0]);
  }),
];
