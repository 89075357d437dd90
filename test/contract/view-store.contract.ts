import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Projected, projectChanges, type ViewStore, VIEWS_VERSION } from '#libs/projections';
import { after, created, image, recorded, scaled } from '../support/history.js';

export type OpenViewStore = Readonly<{
  views: ViewStore;
  /** All rows of a stream in the order of their keys, in any form. */
  rowsOf: (streamId: number) => Promise<unknown>;
  close: () => Promise<void>;
}>;

/** What every ViewStore promises. */
export function describeViewStore(name: string, open: () => Promise<OpenViewStore>): void {
  describe(name, () => {
    let store: OpenViewStore;
    let first: Projected;
    let second: Projected;
    let whole: Projected;

    beforeEach(async () => {
      store = await open();
      const changes = await recorded(after(0, created('web:1')), after(10, image('web:2')), after(11, scaled(1)));
      first = projectChanges(undefined, changes.slice(0, 2));
      second = projectChanges(first.state, changes.slice(2));
      whole = projectChanges(undefined, changes);
    });
    afterEach(() => store.close());

    it('when nothing was saved, there is no checkpoint', async () => {
      expect(await store.views.load(1)).toBeUndefined();
    });

    it('when a fold was saved, it gives the checkpoint back', async () => {
      expect(await store.views.save(first.writes)).toBe(true);
      expect(await store.views.load(1)).toEqual(first.writes.checkpoint);
      expect(await store.views.load(2)).toBeUndefined();
    });

    it('when a fold goes on from another, the rows are those of one fold', async () => {
      await store.views.save(first.writes);
      await store.views.save(second.writes);
      const rows = await store.rowsOf(1);
      await store.views.replace(1, 3, [whole.writes]);

      expect(await store.rowsOf(1)).toEqual(rows);
      expect(await store.views.load(1)).toEqual(whole.writes.checkpoint);
    });

    it('when the same is saved twice, the second finds nothing to do', async () => {
      expect(await store.views.save(first.writes)).toBe(true);
      const rows = await store.rowsOf(1);
      expect(await store.views.save(first.writes)).toBe(false);
      expect(await store.views.save(whole.writes)).toBe(false);
      expect(await store.rowsOf(1)).toEqual(rows);
      expect(await store.views.load(1)).toEqual(first.writes.checkpoint);
    });

    it('when the checkpoint is behind the base, nothing is saved: rows would be missing', async () => {
      expect(await store.views.save(second.writes)).toBe(false);
      expect(await store.views.load(1)).toBeUndefined();
    });

    it('when many save at once from one base, one of them does', async () => {
      await store.views.save(first.writes);
      const saved = await Promise.all([1, 2, 3, 4].map(() => store.views.save(second.writes)));
      expect(saved.filter(Boolean).length).toBe(1);
    });

    it('when many save a first fold at once, one of them does', async () => {
      const saved = await Promise.all([1, 2, 3, 4].map(() => store.views.save(first.writes)));
      expect(saved.filter(Boolean).length).toBe(1);
    });

    it('when a stream is replayed from its beginning, nothing of before is left', async () => {
      await store.views.save(whole.writes);
      expect(await store.views.replace(1, 3, [first.writes])).toBe(true);
      const replaced = await store.rowsOf(1);
      expect(await store.views.load(1)).toEqual(first.writes.checkpoint);

      await store.views.replace(1, 2, [first.writes, second.writes]);
      expect(await store.rowsOf(1)).not.toEqual(replaced);
      expect(await store.views.load(1)).toEqual(second.writes.checkpoint);
    });

    it('when somebody was faster, a replay leaves all as it is', async () => {
      await store.views.save(first.writes);
      const rows = await store.rowsOf(1);
      expect(await store.views.replace(1, 1, [whole.writes])).toBe(false);
      expect(await store.rowsOf(1)).toEqual(rows);
    });

    it('when a replay breaks off, all is as it was', async () => {
      await store.views.save(first.writes);
      const rows = await store.rowsOf(1);
      const broken = function* () {
        yield whole.writes;
        throw new Error('poison');
      };

      await expect(store.views.replace(1, 2, broken())).rejects.toThrow('poison');
      expect(await store.rowsOf(1)).toEqual(rows);
      expect(await store.views.load(1)).toEqual(first.writes.checkpoint);
    });

    it('when a stream is parked, its checkpoint says why until a save goes on from there', async () => {
      await store.views.save(first.writes);
      await store.views.park({ streamId: 1, base: 2, version: VIEWS_VERSION, reason: 'no such type\0' });
      const parked = await store.views.load(1);
      expect(parked).toEqual({ ...first.writes.checkpoint, parkedReason: parked?.parkedReason });
      expect(parked?.parkedReason).toMatch(/^no such type/);

      await store.views.save(second.writes);
      expect(await store.views.load(1)).toEqual(second.writes.checkpoint);
    });

    it('when a stream is parked before its first fold, there is a checkpoint without a snapshot', async () => {
      await store.views.park({ streamId: 1, base: 0, version: VIEWS_VERSION, reason: 'poison' });
      expect(await store.views.load(1)).toEqual({
        ...{ streamPosition: 0, position: 0n, version: VIEWS_VERSION, parkedReason: 'poison' },
      });
      expect(await store.views.save(first.writes)).toBe(true);
      expect(await store.views.load(1)).toEqual(first.writes.checkpoint);
    });

    it('when somebody came further meanwhile, the stream is not parked', async () => {
      await store.views.save(first.writes);
      await store.views.park({ streamId: 1, base: 0, version: VIEWS_VERSION, reason: 'poison' });
      expect(await store.views.load(1)).not.toHaveProperty('parkedReason');
      await store.views.park({ streamId: 2, base: 7, version: VIEWS_VERSION, reason: 'poison' });
      expect(await store.views.load(2)).toBeUndefined();
    });

    it('when the text of people is none that a database can hold, the rest is saved', async () => {
      const changes = await recorded(after(0, created('web:\0\\u0000\ud800\\\ud83d\ude00')));
      expect(await store.views.save(projectChanges(undefined, changes).writes)).toBe(true);
      expect(inspect(await store.rowsOf(1), { depth: 5 })).toContain('\ud83d\ude00');
    });
  });
}
