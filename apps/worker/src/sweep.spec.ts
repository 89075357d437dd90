import { describe, expect, it } from '@jest/globals';
import type { StreamBehind } from '#libs/postgres';
import { Sweep, type SweepPorts } from './sweep.js';

/** A log whose views lack what `behind` says. */
function given(head: bigint, behind: readonly StreamBehind[]) {
  const rung: number[] = [];
  const asked: (bigint | 'all')[] = [];
  const world = { head, behind };
  const ports: SweepPorts = {
    head: async () => world.head,
    behind: async (after, limit) => {
      asked.push('all');
      return world.behind.filter(({ streamId }) => streamId > after).slice(0, limit);
    },
    behindSince: async (position, limit) => {
      asked.push(position);
      return world.behind.slice(0, limit);
    },
    ring: async (ids) => void rung.push(...ids),
  };
  return { world, rung, asked, sweep: new Sweep(ports) };
}

describe('Sweep', () => {
  it('when it starts, it looks at every stream; after that, at what came since', async () => {
    const { world, rung, asked, sweep } = given(9n, [{ streamId: 3, first: 7n }]);

    expect(await sweep.round()).toBe(1);
    world.behind = [];
    world.head = 12n;
    expect(await sweep.round()).toBe(0);
    expect(await sweep.round()).toBe(0);

    expect(rung).toEqual([3]);
    expect(asked).toEqual(['all', 6n, 12n]);
  });

  it('when more streams are behind than one page has, it rings for all of them', async () => {
    const streams = Array.from({ length: 2500 }, (_, index) => ({ streamId: index + 1, first: BigInt(index + 1) }));
    const { rung, sweep } = given(2500n, streams);

    expect(await sweep.round()).toBe(2500);
    expect(rung.length).toBe(2500);
  });

  it('when a stream stays behind, it looks from its oldest event again', async () => {
    const { asked, rung, sweep } = given(20n, [
      { streamId: 2, first: 11n },
      { streamId: 5, first: 4n },
    ]);
    await sweep.round();
    await sweep.round();
    await sweep.round();

    expect(asked).toEqual(['all', 3n, 3n]);
    expect(rung).toEqual([2, 5, 2, 5, 2, 5]);
  });
});
