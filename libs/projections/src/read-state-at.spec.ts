import { describe, expect, it } from '@jest/globals';
import {
  after,
  appendTold,
  created,
  image,
  inMemoryLog,
  scaled,
  START,
  type Told,
} from '../../../test/support/history.js';
import { catchUp } from './catch-up.js';
import { InMemoryViewStore } from './in-memory-view-store.js';
import { readStateAt, ReplayTooLong } from './read-state-at.js';

const web1 = after(0, created('web:1'));
const four = after(10, scaled(4));
const web2 = after(20, image('web:2'));
const five = after(30, scaled(5));

/** Changes the views show, the second asked for, and the last event that counts. */
type Asked = Readonly<{ seen: number; at: number; upTo: number }>;

/** A log with all of these, and views with the first ones. */
async function given(told: readonly Told[], seen: number) {
  const log = inMemoryLog();
  const views = new InMemoryViewStore();
  const streamId = await appendTold(log, told.slice(0, seen));
  if (seen > 0) await catchUp({ log, views }, streamId);
  await appendTold(log, told.slice(seen));
  return { ports: { log, views }, streamId: streamId || 1 };
}

describe('readStateAt', () => {
  it.each<[string, Told[], Asked, [number | undefined, number]]>([
    ['the views show all', [web1, four, web2], { seen: 3, at: 99, upTo: 3 }, [4, 0]],
    ['the views are behind', [web1, four, web2, five], { seen: 2, at: 99, upTo: 4 }, [5, 2]],
    ['there are no views', [web1, four], { seen: 0, at: 99, upTo: 2 }, [4, 2]],
    ['the moment lies before the snapshot', [web1, four, web2, five], { seen: 4, at: 15, upTo: 2 }, [4, 2]],
    [
      'the moment lies between the snapshot and the end',
      [web1, four, web2, five],
      { seen: 2, at: 25, upTo: 3 },
      [4, 1],
    ],
    ['the moment is that of a change', [web1, four, five], { seen: 3, at: 10, upTo: 2 }, [4, 2]],
    ['the moment lies before the creation', [web1, four], { seen: 2, at: -1, upTo: 0 }, [undefined, 0]],
    ['a change was told late', [web1, five, four], { seen: 2, at: 99, upTo: 3 }, [5, 3]],
    [
      'a change was told late, for a moment before the one it came after',
      [web1, five, four],
      { seen: 2, at: 15, upTo: 3 },
      [4, 2],
    ],
  ])('when %s, it folds what had happened', async (_, told, { seen, at, upTo }, [replicas, replayed]) => {
    const { ports, streamId } = await given(told, seen);
    const fold = await readStateAt(ports, streamId, { at: START + at * 1000, upTo, most: 100 });
    expect([fold.state?.deployment.deployment.spec.replicas, fold.replayed]).toEqual([replicas, replayed]);
  });

  it('when more has been recorded since it was asked, it leaves that out', async () => {
    const { ports, streamId } = await given([web1, four, five], 0);
    const { state } = await readStateAt(ports, streamId, { at: Infinity, upTo: 2, most: 100 });
    expect(state?.deployment.deployment.spec.replicas).toBe(4);
  });

  it('when the views were made by another version, it replays the log', async () => {
    const { ports, streamId } = await given([web1, four], 2);
    const stored = await ports.views.load(streamId);
    const views = { load: () => Promise.resolve(stored && { ...stored, version: stored.version + 1 }) };
    const { replayed } = await readStateAt({ ...ports, views }, streamId, { at: Infinity, upTo: 2, most: 100 });
    expect(replayed).toBe(2);
  });

  it('when it goes on from a snapshot, it comes to the same model as from the beginning', async () => {
    const [short, long] = await Promise.all(
      [2, 0].map(async (seen) => {
        const { ports, streamId } = await given([web1, four, web2, five], seen);
        return readStateAt(ports, streamId, { at: Infinity, upTo: 4, most: 100 });
      }),
    );
    expect(short?.state?.model).toEqual(long?.state?.model);
  });

  it('when more changes lie before it than may be replayed, it is refused; with as many it is not', async () => {
    const { ports, streamId } = await given([web1, four, web2], 0);
    const wanted = { at: Infinity, upTo: 3 };
    await expect(readStateAt(ports, streamId, { ...wanted, most: 2 })).rejects.toThrow(ReplayTooLong);
    await expect(readStateAt(ports, streamId, { ...wanted, most: 3 })).resolves.toMatchObject({ replayed: 3 });
  });
});
