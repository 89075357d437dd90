import { describe, expect, it } from '@jest/globals';
import { projectChanges } from '#libs/projections';
import { after, created, recorded } from '../../../test/support/history.js';
import { warmStates } from './warm-states.js';

describe('warmStates', () => {
  it('when there are more objects than it may keep, it forgets the streams that were used longest ago', async () => {
    // Ten, three pods and a ReplicaSet: 14 each.
    const { state } = projectChanges(undefined, await recorded(after(0, created('web:1'))));
    const warm = warmStates(30);
    warm.set(1, state);
    warm.set(2, state);
    warm.get(1);
    warm.set(3, state);

    expect([1, 2, 3].map((streamId) => warm.get(streamId) !== undefined)).toEqual([true, false, true]);
  });
});
