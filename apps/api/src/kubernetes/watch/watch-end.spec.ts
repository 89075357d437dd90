import { beforeEach, describe, expect, it } from '@jest/globals';
import { API, BANK, ROLLOUT, WEB, openWatched, type Watched } from '../../../../../test/support/watched.js';
import { MOST_WAITING } from './live-watch.js';

let world: Watched['world'];
let watch: Watched['watch'];
let hub: Watched['hub'];
let faults: Watched['faults'];

beforeEach(() => {
  ({ world, watch, hub, faults } = openWatched());
});

describe('the end of a watch', () => {
  it('comes when its time is up, and leaves nothing behind', async () => {
    const client = watch({ milliseconds: 5000, bookmarks: true });
    await world.pass(4999);
    expect(client.ended).toBe(false);
    await world.pass(1);
    expect(client.ended).toBe(true);
    expect(client.error).toBeUndefined();
    expect([world.timers, world.listeners, hub.size]).toEqual([0, 0, 0]);
  });

  it('comes when its client has gone, and the others go on', async () => {
    const clients = [watch(), watch()];
    await world.pass(10);
    clients[0]!.goAway();
    await world.pass(0);
    expect(clients.map(({ ended }) => ended)).toEqual([true, false]);
    expect(hub.size).toBe(1);
    world.record(WEB, [{ name: 'a', from: 1010, is: 'Running' }]);
    await world.pass(100);
    expect(clients.map(({ told }) => told.length)).toEqual([0, 1]);
  });

  it('comes at once for a client that goes before it has come in', async () => {
    const client = watch();
    client.goAway();
    await world.pass(0);
    expect([client.ended, world.timers, world.listeners, hub.size]).toEqual([true, 0, 0, 0]);
  });

  it('comes with the end of the server, for all', async () => {
    const clients = [watch(), watch({ bookmarks: true })];
    await world.pass(10);
    await hub.close();
    await world.pass(0);
    expect(clients.map(({ ended, error }) => [ended, error])).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
    expect([world.timers, world.listeners]).toEqual([0, 0]);
    const late = watch();
    await world.pass(0);
    expect(late.ended).toBe(true);
  });

  it('comes to a client that takes nothing, when more waits for it than may', async () => {
    const client = watch();
    client.stuck = true;
    await world.pass(10);
    const pods = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `p${i}`, is: 'Running' }));
    world.record(WEB, [{ name: 'first', from: 1010, is: 'Running' }]);
    await world.pass(10);
    world.record(
      API,
      pods(MOST_WAITING).map((pod) => ({ ...pod, from: 1020 })),
    );
    await world.pass(10);
    expect(client.ended).toBe(false);
    world.record(BANK, [{ name: 'elsewhere', from: 1030, is: 'Running' }]);
    world.record({ ...WEB, streamId: 4, name: 'last' }, [{ name: 'one-more', from: 1030, is: 'Running' }]);
    await world.pass(10);
    expect(client.ended).toBe(true);
  });
});

describe('a database that is away', () => {
  it('is tried again, and nothing is told twice or left out', async () => {
    const client = watch();
    await world.pass(10);
    world.mostSteps = 1;
    world.record(WEB, [{ name: 'a', from: 1010, to: 1100, is: 'Running' }, ...ROLLOUT.slice(1)]);
    world.failures = 3;
    await world.pass(10_000);
    expect(faults).toHaveLength(3);
    expect(client.told).toEqual([
      'ADDED a:Running',
      'MODIFIED a:Terminating',
      'ADDED b:Pending',
      'MODIFIED b:Running',
      'DELETED a:Terminating',
    ]);
  });

  it('for too long ends all watches, and the next one begins anew', async () => {
    const client = watch();
    await world.pass(10);
    world.failures = 31;
    world.record(WEB, [{ name: 'a', from: 1010, is: 'Running' }]);
    await world.pass(60_000);
    expect(client.ended).toBe(true);
    expect(world.listeners).toBe(0);
    const next = watch();
    await world.pass(0);
    world.record(WEB, [{ name: 'a', from: 1010, to: world.time, is: 'Running' }]);
    await world.pass(0);
    expect(next.told).toEqual(['DELETED a:Running']);
  });
});
