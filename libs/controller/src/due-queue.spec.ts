import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DueQueue } from './due-queue.js';

describe('DueQueue', () => {
  it('gives what is due first, of one instant what was set first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (times) => {
        const timers = times.map((at, order) => ({ at, order }));
        const queue = new DueQueue<(typeof timers)[number]>([]);
        for (const timer of timers) queue.add(timer);
        const sorted = [...timers].sort((a, b) => a.at - b.at || a.order - b.order);
        expect(queue.sorted()).toEqual(sorted);
        expect(timers.map(() => queue.takeFirst())).toEqual(sorted);
        expect(queue.takeFirst()).toBeUndefined();
      }),
    );
  });
});
