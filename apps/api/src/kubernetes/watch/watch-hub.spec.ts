import { beforeEach, describe, expect, it } from '@jest/globals';
import { API, BANK, ROLLOUT, SHOP, WEB, openWatched, type Watched } from '../../../../../test/support/watched.js';

let world: Watched['world'];
let watch: Watched['watch'];

beforeEach(() => {
  ({ world, watch } = openWatched());
});

describe('a watch', () => {
  it('tells what the views foretell when it is due, and what a change brings at once', async () => {
    world.record(WEB, ROLLOUT);
    const client = watch();
    await world.pass(99);
    expect(client.told).toEqual([]);
    await world.pass(1 + 25);
    expect(client.told).toEqual(['MODIFIED a:Terminating', 'ADDED b:Pending']);
    world.record(WEB, [...ROLLOUT.slice(0, 2), { name: 'b', from: 1100, to: 1125, is: 'Pending' }]);
    await world.pass(0);
    expect(client.told.slice(2)).toEqual(['DELETED b:Pending']);
    await world.pass(1000);
    expect(client.told.slice(3)).toEqual(['DELETED a:Terminating']);
  });

  it('gives each step a resourceVersion of its own, and the deletion the one of the deletion', async () => {
    world.record(WEB, ROLLOUT);
    const client = watch();
    await world.pass(1000);
    expect(client.told).toEqual([
      'MODIFIED a:Terminating',
      'ADDED b:Pending',
      'MODIFIED b:Running',
      'DELETED a:Terminating',
    ]);
    expect(client.versions).toEqual([1_000_000_100n, 1_000_000_100n, 1_000_000_200n, 1_000_000_300n]);
  });

  it('does nothing while nothing happens', async () => {
    world.record(WEB, ROLLOUT);
    for (let i = 0; i < 500; i++) watch();
    await world.pass(1000);
    const { reads, timers } = world;
    expect(timers).toBe(500); // their ends
    await world.pass(1_000_000);
    expect(world.reads).toBe(reads);
  });

  it('is read for once, however many there are', async () => {
    const alone = await readsOf(1);
    expect(await readsOf(500)).toBe(alone);
  });

  async function readsOf(clients: number): Promise<number> {
    ({ world, watch } = openWatched());
    const all = Array.from({ length: clients }, () => watch());
    await world.pass(100);
    const before = world.reads;
    world.record(WEB, [{ name: 'a', from: 1100, is: 'Running' }]);
    await world.pass(1000);
    for (const { told } of all) expect(told).toEqual(['ADDED a:Running']);
    return world.reads - before;
  }

  it('hears of its namespace and of no other; without one, of all', async () => {
    const here = watch();
    const everywhere = watch({ scope: { resource: 'pods', cluster: 'default' } });
    const elsewhere = watch({ scope: { resource: 'pods', cluster: 'test', namespace: 'shop' } });
    const others = watch({ scope: { ...SHOP, resource: 'services' } });
    await world.pass(10);
    world.record(WEB, [{ name: 'a', from: 1010, is: 'Running' }]);
    world.record(BANK, [{ name: 'b', from: 1010, is: 'Running' }]);
    await world.pass(100);
    expect(here.told).toEqual(['ADDED a:Running']);
    expect(everywhere.told).toEqual(['ADDED a:Running', 'ADDED b:Running']);
    expect(elsewhere.told).toEqual([]);
    expect(others.told).toEqual([]);
  });

  it('follows a stream that was on its way before anybody watched', async () => {
    const early = watch({ scope: { ...SHOP, namespace: 'bank' } });
    await world.pass(0);
    world.record(WEB, ROLLOUT);
    await world.pass(150);
    const late = watch();
    await world.pass(1000);
    expect(early.told).toEqual([]);
    expect(late.told).toEqual(['MODIFIED b:Running', 'DELETED a:Terminating']);
  });

  it('tells an object that comes to match as ADDED, and one that no longer does as DELETED, as it was', async () => {
    const labels = { tier: 'front' };
    world.record(WEB, [
      { name: 'a', from: 1000, to: 1100, is: 'one' },
      { name: 'a', from: 1100, to: 1200, is: 'two', labels },
      { name: 'a', from: 1200, to: 1300, is: 'three', labels },
      { name: 'a', from: 1300, to: 1400, is: 'four' },
      { name: 'b', from: 1400, to: 1500, is: 'five' },
    ]);
    const client = watch({ matches: ({ metadata }) => (metadata.labels as Record<string, string>).tier === 'front' });
    await world.pass(1000);
    expect(client.told).toEqual(['ADDED a:two', 'MODIFIED a:three', 'DELETED a:three']);
    expect(client.versions.at(-1)).toBe(1_000_000_300n);
  });
});

describe('a watch from a resourceVersion', () => {
  it('tells everything since, also of streams that have come to rest', async () => {
    world.record(WEB, ROLLOUT);
    await world.pass(150);
    const { version } = world.list(SHOP).known;
    await world.pass(500);
    world.record(API, [{ name: 'c', from: 1650, is: 'Running' }]);
    await world.pass(10_000);
    const client = watch({ known: world.knownAt(version) });
    await world.pass(0);
    expect(client.told).toEqual(['MODIFIED b:Running', 'DELETED a:Terminating', 'ADDED c:Running']);
  });

  it('goes on with what comes after, without a gap and without telling twice', async () => {
    const { version } = world.list(SHOP).known;
    world.record(WEB, ROLLOUT);
    await world.pass(150);
    watch();
    await world.pass(10);
    const client = watch({ known: world.knownAt(version) });
    await world.pass(1000);
    expect(client.told).toEqual([
      'ADDED a:Running',
      'MODIFIED a:Terminating',
      'ADDED b:Pending',
      'MODIFIED b:Running',
      'DELETED a:Terminating',
    ]);
  });

  it('is given what it missed in pages', async () => {
    const { known } = world.list(SHOP);
    world.record(
      WEB,
      Array.from({ length: 100 }, (_, i) => ({ name: `p${i}`, from: 1000 + i, is: 'Running' })),
    );
    await world.pass(500);
    world.mostSteps = 7;
    const client = watch({ known });
    await world.pass(0);
    expect(client.told).toEqual(Array.from({ length: 100 }, (_, i) => `ADDED p${i}:Running`));
  });
});
