import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catchUp, VIEWS_VERSION } from '#libs/projections';
import { after, appendTold, created, scaled } from '../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../test/support/view-world.js';
import { ViewWaiter } from './view-waiter.js';

const LONG = 20_000;

describe('waiting for a view', () => {
  let world: ViewWorld;
  let waiter: ViewWaiter;

  beforeEach(async () => {
    world = await openViewWorld();
    waiter = new ViewWaiter(world.url, world.pool);
    await catchUp(world.ports, await appendTold(world.log, [after(0, created('web:1'))]));
  });
  afterEach(async () => {
    await waiter.close();
    await world.close();
  });

  it('when the view is there already, it answers at once', async () => {
    expect(await waiter.waitForView(1, 1, LONG)).toBe('reached');
  });

  it('when the view comes later, it answers then, all who wait', async () => {
    const waiting = [waiter.waitForView(1, 2, LONG), waiter.waitForView(1, 3, LONG), waiter.waitForView(2, 1, LONG)];
    await appendTold(world.log, [after(1, scaled(2)), after(2, scaled(3))]);
    await appendTold(world.log, [after(1, created('web:1'))], { name: 'other', uid: 'other' });
    await catchUp(world.ports, 1);
    await catchUp(world.ports, 2);

    expect(await Promise.all(waiting)).toEqual(['reached', 'reached', 'reached']);
  });

  it('when the view does not come, it answers when the time is up', async () => {
    expect(await waiter.waitForView(1, 2, 1)).toBe('timedOut');
    expect(await waiter.waitForView(9, 1, 1)).toBe('timedOut');
  });

  it('when the stream is parked, or gets parked, it does not wait for the time to be up', async () => {
    const waiting = waiter.waitForView(1, 2, LONG);
    await world.views.park({ streamId: 1, base: 1, version: VIEWS_VERSION, reason: 'poison' });

    expect(await waiting).toBe('parked');
    expect(await waiter.waitForView(1, 2, LONG)).toBe('parked');
    expect(await waiter.waitForView(1, 1, LONG)).toBe('reached');
  });

  it('when the connection breaks, it listens on another and misses nothing', async () => {
    const waiting = waiter.waitForView(1, 2, LONG);
    await waiter.waitForView(1, 1, LONG);
    await world.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'rollbook views' and datname = current_database()`,
    );
    await appendTold(world.log, [after(1, scaled(2))]);
    await catchUp(world.ports, 1);

    expect(await waiting).toBe('reached');
  });

  it('when it is closed, nobody goes on waiting', async () => {
    const waiting = waiter.waitForView(1, 2, LONG);
    await waiter.close();

    expect(await waiting).toBe('timedOut');
  });

  it('when Postgres cannot be reached, it says so', async () => {
    const lost = new ViewWaiter('postgresql://postgres@127.0.0.1:1/none', world.pool);
    await expect(lost.waitForView(1, 2, LONG)).rejects.toThrow('ECONNREFUSED');
    await lost.close();
  });
});
