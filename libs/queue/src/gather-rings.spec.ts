import { describe, expect, it } from '@jest/globals';
import { gatherRings } from './gather-rings.js';

describe('gatherRings', () => {
  it('when a call is on the way, the rings that come meanwhile go together, each stream once, in order', async () => {
    const sent: (readonly number[])[] = [];
    const ring = gatherRings(async (streamIds) => {
      sent.push(streamIds);
      await new Promise(setImmediate);
    });

    const first = ring([5]);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, ring([9, 3]), ring([3]), ring([2])]);

    expect(sent).toEqual([[5], [2, 3, 9]]);
  });

  it('when a call fails, those whose rings it carried hear of it, and the next one goes out', async () => {
    let fails = true;
    const ring = gatherRings(() => (fails ? Promise.reject(new Error('away')) : Promise.resolve()));

    await expect(ring([1])).rejects.toThrow('away');
    fails = false;
    await expect(ring([1])).resolves.toBeUndefined();
  });
});
