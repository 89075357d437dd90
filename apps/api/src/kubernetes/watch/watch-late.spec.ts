import { beforeEach, describe, expect, it } from '@jest/globals';
import { API, BANK, ROLLOUT, SHOP, WEB, openWatched, type Watched } from '../../../../../test/support/watched.js';

let world: Watched['world'];
let watch: Watched['watch'];

beforeEach(() => {
  ({ world, watch } = openWatched());
});

describe('facts that come late', () => {
  it('are told as the difference to what was told before', async () => {
    world.record(WEB, ROLLOUT);
    const client = watch();
    await world.pass(100_000);
    // Somebody tells only now that the rollout was undone at 1150: b was gone soon, and c came.
    world.record(
      WEB,
      [
        { name: 'a', from: 1000, to: 1100, is: 'Running' },
        { name: 'b', from: 1100, to: 1160, is: 'Pending' },
        { name: 'c', from: 1150, is: 'Running' },
      ],
      { occurredAt: 1150 },
    );
    await world.pass(0);
    expect(client.told.slice(4)).toEqual(['DELETED b:Running', 'ADDED c:Running']);
    expect(client.versions.slice(4)).toEqual([2_000_000_000n, 2_000_000_000n]);
  });

  it('are told to one who comes back, too', async () => {
    world.record(WEB, ROLLOUT);
    await world.pass(100_000);
    const { known } = world.list(SHOP);
    world.record(WEB, [{ name: 'c', from: 1150, is: 'Running' }], { occurredAt: 1150 });
    await world.pass(1000);
    const client = watch({ known });
    await world.pass(0);
    expect(client.told).toEqual(['DELETED b:Running', 'ADDED c:Running']);
  });

  it('of another stream, recorded a moment after they occurred, are no surprise', async () => {
    const client = watch();
    await world.pass(100);
    world.record(WEB, [{ name: 'a', from: 1100, is: 'Running' }]);
    await world.pass(10);
    world.record(API, [{ name: 'b', from: 1095, is: 'Running' }], { occurredAt: 1095 });
    await world.pass(10);
    expect(client.told).toEqual(['ADDED a:Running', 'ADDED b:Running']);
  });
});

describe('views that are behind', () => {
  it('are waited for, and so is everybody else', async () => {
    const client = watch();
    await world.pass(10);
    world.viewsLag = true;
    world.record(WEB, [{ name: 'a', from: 1010, is: 'Running' }]);
    await world.pass(5000);
    expect(client.told).toEqual([]);
    world.showViews();
    await world.pass(0);
    expect(client.told).toEqual(['ADDED a:Running']);
  });

  it('hold nobody up for long, and are told when they come', async () => {
    world.record(API, [
      { name: 'b', from: 1000, to: 9000, is: 'Pending' },
      { name: 'b', from: 9000, is: 'Running' },
    ]);
    const client = watch();
    await world.pass(10);
    world.viewsLag = true;
    world.record(WEB, [{ name: 'a', from: 1010, is: 'Running' }]);
    await world.pass(15_000);
    expect(client.told).toEqual(['MODIFIED b:Running']);
    world.showViews();
    await world.pass(2000);
    expect(client.told).toEqual(['MODIFIED b:Running', 'ADDED a:Running']);
    expect(client.versions[1]).toBeGreaterThanOrEqual(client.versions[0]!);
  });
});

describe('the beginning of a watch', () => {
  it('is all that is there, when it is asked for', async () => {
    world.record(WEB, ROLLOUT);
    await world.pass(150);
    const { objects, known } = world.list(SHOP);
    const client = watch({ known, initial: { pages: [objects], endsWithBookmark: true } });
    await world.pass(50 + 25);
    expect(client.told).toEqual([
      'ADDED a:Terminating',
      'ADDED b:Pending',
      'BOOKMARK undefined:undefined',
      'MODIFIED b:Running',
    ]);
    expect(client.lines[2]!.object.metadata).toEqual({
      resourceVersion: String(known.version),
      annotations: { 'k8s.io/initial-events-end': 'true' },
    });
  });
});

describe('what happens while a watch reads what is there', () => {
  it('is told once, and what comes after it', async () => {
    const { known } = world.list(SHOP);
    world.record(WEB, [
      { name: 'a', from: 1000, to: 1200, is: 'Pending' },
      { name: 'a', from: 1200, is: 'Running' },
    ]);
    await world.pass(10);
    const { objects } = world.list(SHOP);
    const client = watch({ known, initial: { pages: [objects], endsWithBookmark: false } });
    await world.pass(300);
    expect(client.told).toEqual(['ADDED a:Pending', 'MODIFIED a:Running']);
  });
});

describe('bookmarks', () => {
  it('come each minute, for who asks for them, and say how far was told', async () => {
    const client = watch({ bookmarks: true });
    const other = watch();
    world.record(BANK, [{ name: 'b', from: 1000, is: 'Running' }]);
    await world.pass(59_999);
    expect(client.lines).toEqual([]);
    world.record(BANK, [{ name: 'b', from: 60_000, is: 'Gone' }]);
    await world.pass(1);
    expect(client.lines).toEqual([
      { type: 'BOOKMARK', object: { kind: 'Pod', apiVersion: 'v1', metadata: { resourceVersion: '2000000000' } } },
    ]);
    await world.pass(60_000);
    expect(client.lines).toHaveLength(2);
    expect(other.lines).toEqual([]);
  });
});
