import { describe, expect, it } from '@jest/globals';
import type { ParkedStreamRow } from '#libs/postgres';
import { retryParked } from './retry-parked.js';

const parked = (streamId: number): ParkedStreamRow => ({
  ...{ streamId, cluster: 'default', namespace: 'shop', name: 'web', uid: 'u', reason: 'poison', parkedAt: null },
  position: '0',
});

describe('retryParked', () => {
  it('tries each parked stream once, whether it goes on or not', async () => {
    const all = Array.from({ length: 250 }, (_, index) => parked(index + 1));
    const tried: number[] = [];
    const freed = await retryParked(
      { readParkedStreams: async ({ after, limit }) => all.filter(({ streamId }) => streamId > after).slice(0, limit) },
      async (streamId) => {
        tried.push(streamId);
        return streamId % 2 === 0
          ? { kind: 'caughtUp', streamPosition: 1 }
          : { kind: 'parked', streamPosition: 0, reason: 'poison' };
      },
    );

    expect(tried).toEqual(all.map(({ streamId }) => streamId));
    expect(freed).toBe(125);
  });
});
