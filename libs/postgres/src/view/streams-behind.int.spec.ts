import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catchUp, VIEWS_VERSION } from '#libs/projections';
import { after, appendTold, created, scaled } from '../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../test/support/view-world.js';
import { storedViewVersions, streamsBehind, streamsBehindSince } from './streams-behind.js';

describe('streams behind', () => {
  let world: ViewWorld;

  beforeEach(async () => {
    world = await openViewWorld();
    for (const name of ['a', 'b', 'c']) {
      await appendTold(world.log, [after(0, created('web:1'))], { name, uid: name });
    }
    await catchUp(world.ports, 1);
    await appendTold(world.log, [after(1, scaled(2)), after(2, scaled(3))], { name: 'a', uid: 'a' });
    await world.views.park({ streamId: 3, base: 0, version: VIEWS_VERSION, reason: 'poison' });
  });
  afterEach(() => world.close());

  it('are those with events after their checkpoint or without one, parked ones aside', async () => {
    expect(await streamsBehind(world.pool, { after: 0, limit: 10 })).toEqual([
      { streamId: 1, first: 4n },
      { streamId: 2, first: 2n },
    ]);
    expect(await streamsBehind(world.pool, { after: 1, limit: 10 })).toEqual([{ streamId: 2, first: 2n }]);
    expect(await streamsBehind(world.pool, { after: 0, limit: 1 })).toEqual([{ streamId: 1, first: 4n }]);
  });

  it('since a position are those that lack an event after it, the oldest first', async () => {
    expect(await streamsBehindSince(world.pool, 0n, 10)).toEqual([
      { streamId: 2, first: 2n },
      { streamId: 1, first: 4n },
    ]);
    expect(await streamsBehindSince(world.pool, 2n, 10)).toEqual([{ streamId: 1, first: 4n }]);
    expect(await streamsBehindSince(world.pool, 4n, 10)).toEqual([{ streamId: 1, first: 5n }]);
    expect(await streamsBehindSince(world.pool, 5n, 10)).toEqual([]);
  });

  it('are none when all have been caught up with', async () => {
    await catchUp(world.ports, 1);
    await catchUp(world.ports, 2);

    expect(await streamsBehind(world.pool, { after: 0, limit: 10 })).toEqual([]);
    expect(await streamsBehindSince(world.pool, 0n, 10)).toEqual([]);
  });

  it('versions of stored views are told once each', async () => {
    expect(await storedViewVersions(world.pool)).toEqual([VIEWS_VERSION]);
    await world.pool.query('update view.checkpoint set version = 99 where stream_id = 3');
    expect(await storedViewVersions(world.pool)).toEqual([VIEWS_VERSION, 99]);
  });
});
