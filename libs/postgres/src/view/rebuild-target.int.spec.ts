import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catchUp } from '#libs/projections';
import { dumpViews } from '../../../../test/support/dump-views.js';
import { after, appendTold, created, image, scaled } from '../../../../test/support/history.js';
import { randomHistory } from '../../../../test/support/random-history.js';
import { openViewWorld, type ViewWorld } from '../../../../test/support/view-world.js';
import { openPool } from '../pool.js';
import { PostgresRebuildTarget, RebuildRunning } from './rebuild-target.js';

describe('rebuilding the views', () => {
  let world: ViewWorld;

  beforeEach(async () => {
    world = await openViewWorld();
  });
  afterEach(() => world.close());

  it('when views grew change by change, they equal those built from nothing, byte for byte', async () => {
    const histories = fc.sample(randomHistory({ late: true }), { seed: 20261121, numRuns: 25 });
    for (const [index, history] of histories.entries()) {
      const name = { name: `web-${index}`, uid: `uid-${index}` };
      for (const told of history) await catchUp(world.ports, await appendTold(world.log, [told], name));
    }
    const grown = await dumpViews(world.pool);

    expect(await world.rebuild()).toEqual({ streams: 25, parked: 0 });
    expect(grown.length).toBeGreaterThan(500);
    expect(await dumpViews(world.pool)).toEqual(grown);
  });

  it('when several workers catch up with the same streams at once, the views are the same', async () => {
    const histories = fc.sample(randomHistory(), { seed: 7, numRuns: 6 });
    const streams = await Promise.all(
      histories.map((history, index) => appendTold(world.log, history, { name: `web-${index}`, uid: `uid-${index}` })),
    );
    const busy = { name: 'busy', uid: 'busy' };
    streams.push(await appendTold(world.log, [after(0, created('web:1'))], busy));
    const writer = { done: false };
    const worker = async () => {
      do for (const id of streams) await catchUp(world.ports, id);
      while (!writer.done);
    };
    const workers = Promise.all([worker(), worker(), worker(), worker()]);
    for (let n = 1; n <= 20; n += 1) await appendTold(world.log, [after(n, scaled(n % 4))], busy);
    writer.done = true;
    await workers;
    for (const id of streams) await catchUp(world.ports, id);
    const together = await dumpViews(world.pool);
    await world.rebuild();

    expect(await dumpViews(world.pool)).toEqual(together);
  });

  it('when changes come while it builds, none is missing afterwards', async () => {
    for (let n = 0; n < 30; n += 1) {
      const streamId = await appendTold(world.log, [after(0, created('web:1'))], { name: `web-${n}`, uid: `uid-${n}` });
      await catchUp(world.ports, streamId);
    }
    const rebuilding = { done: false };
    let changes = 0;
    const growing = (async () => {
      for (let n = 0; !rebuilding.done; n = (n + 1) % 40) {
        changes += 1;
        const name = { name: `web-${n}`, uid: `uid-${n}` };
        const told =
          changes <= 40 && n >= 30 ? after(changes, created('web:1')) : after(changes, image(`web:${changes}`));
        await catchUp(world.ports, await appendTold(world.log, [told], name));
      }
    })();
    await world.rebuild({ concurrency: 2 });
    rebuilding.done = true;
    await growing;
    const live = await dumpViews(world.pool);
    await world.rebuild();

    expect(changes).toBeGreaterThan(0);
    expect(await dumpViews(world.pool)).toEqual(live);
  });

  it('when it works, it tells how many events are done of how many', async () => {
    for (const name of ['a', 'b']) {
      await appendTold(world.log, [after(0, created('web:1')), after(1, scaled(4))], { name, uid: name });
    }
    const progress: [number, number][] = [];
    await world.rebuild({ concurrency: 1, onProgress: (done, total) => progress.push([done, total]) });

    expect(progress).toEqual([
      [2, 4],
      [4, 4],
    ]);
  });

  it('when it is done, indexes, keys and rights bear the same names as before', async () => {
    const shape = async () => {
      const { rows } = await world.pool.query<{ line: string }>(`
        select pg_get_indexdef(indexrelid) as line from pg_index join pg_class on oid = indexrelid
          where relnamespace = 'view'::regnamespace
        union all select conname || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'view'::regnamespace
        union all select relname || coalesce(relacl::text, '') from pg_class
          where relnamespace = 'view'::regnamespace and relkind = 'r'
        union all select coalesce(nspacl::text, '') from pg_namespace where nspname like 'view%'
        order by 1`);
      return rows.map(({ line }) => line);
    };
    const before = await shape();
    await world.rebuild();

    expect(before.length).toBeGreaterThan(20);
    expect(await shape()).toEqual(before);
  });

  it('when readers have prepared their statements before, they read the new views after', async () => {
    const read = { name: 'read', text: 'select count(*)::int as count from view.deployment' };
    const client = await world.pool.connect();
    await appendTold(world.log, [after(0, created('web:1'))]);
    for (let n = 0; n < 7; n += 1) expect((await client.query(read)).rows).toEqual([{ count: 0 }]);
    await world.rebuild();

    expect((await client.query(read)).rows).toEqual([{ count: 1 }]);
    client.release();
  });

  it('when another rebuild runs, it refuses; when that one was killed, it begins anew', async () => {
    await appendTold(world.log, [after(0, created('web:1'))]);
    const pool = openPool(world.url, { size: 2 });
    const killed = await PostgresRebuildTarget.open(pool);
    await killed.begin();

    await expect(world.rebuild()).rejects.toThrow(RebuildRunning);
    killed.close();
    await pool.end();
    expect(await world.rebuild()).toEqual({ streams: 1, parked: 0 });
  });

  it('when it breaks off before the switch, the old views stand and go on', async () => {
    await catchUp(world.ports, await appendTold(world.log, [after(0, created('web:1'))]));
    const before = await dumpViews(world.pool);
    const rebuilding = world.rebuild({}, (target) => {
      Object.assign(target, { behind: () => Promise.reject(new Error('power cut')) });
    });

    await expect(rebuilding).rejects.toThrow('power cut');
    expect(await dumpViews(world.pool)).toEqual(before);
    await catchUp(world.ports, await appendTold(world.log, [after(10, image('web:2'))]));
    await world.rebuild();
    expect((await dumpViews(world.pool)).length).toBeGreaterThan(before.length);
  });
});
