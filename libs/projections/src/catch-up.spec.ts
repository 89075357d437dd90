import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#libs/event-store';
import * as history from '../../../test/support/history.js';
import { revisionLines, rolloutLines } from '../../../test/support/view-tables.js';
import { catchUp, type CatchUpPorts, ViewsOfOtherVersion } from './catch-up.js';
import { VIEWS_VERSION } from './project-changes.js';
import { InMemoryViewStore } from './in-memory-view-store.js';
import type { ProjectionState } from './projection-state.js';
import { ViewsUnsavable } from './view-store.js';

const { after, appendTold, created, deleted, image, inMemoryLog, scaled } = history;

function world() {
  const [log, views] = [inMemoryLog(), new InMemoryViewStore()];
  return { log, views, ports: { log, views } };
}

/** A log that gives some events back in a shape nobody knows. */
function poisoned(log: EventStore, streamPositions: readonly number[]): CatchUpPorts['log'] {
  return {
    readTemplates: (hashes) => log.readTemplates(hashes),
    readStream: async (...where) => {
      const changes = await log.readStream(...where);
      return changes.map((change) => ({
        ...change,
        events: change.events.map((event) =>
          streamPositions.includes(event.streamPosition) ? { ...event, type: 'PodsEvicted' } : event,
        ),
      }));
    },
  };
}

describe('catchUp', () => {
  it('when there is nothing new, it does nothing', async () => {
    const { views, ports } = world();
    expect(await catchUp(ports, 1)).toEqual({ kind: 'caughtUp', streamPosition: 0 });
    expect(views.viewsOf(1)).toBeUndefined();
  });

  it('when a stream is longer than a page, it goes on page by page and tells of each', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [
      after(0, created('web:1')),
      ...Array.from({ length: 449 }, (_, i) => after(i + 1, scaled(i % 5))),
    ]);
    const pages: number[] = [];
    await catchUp(ports, 1, { onPage: (events) => pages.push(events) });

    expect(pages).toEqual([200, 200, 50]);
    expect(await views.load(1)).toMatchObject({ streamPosition: 450, position: 450n, version: VIEWS_VERSION });
  });

  it('when an event cannot be read, what came before it is shown and the stream is parked there', async () => {
    const { log, views } = world();
    await appendTold(log, [
      after(0, created('web:1')),
      after(10, image('web:2')),
      after(20, scaled(5)),
      after(30, scaled(6)),
    ]);
    const outcome = await catchUp({ log: poisoned(log, [3]), views }, 1);

    expect(outcome).toEqual({
      kind: 'parked',
      streamPosition: 2,
      reason: expect.stringContaining('event PodsEvicted'),
    });
    expect(await views.load(1)).toMatchObject({
      streamPosition: 2,
      parkedReason:
        'change 3 cannot be replayed: event PodsEvicted (schemaVersion 1) cannot be read: ' +
        'no such type is known; a newer Rollbook may have written it',
    });
    expect(rolloutLines(views.viewsOf(1)!).length).toBe(2);
  });

  it('when the very first event cannot be read, the stream is parked without views', async () => {
    const { log, views } = world();
    await appendTold(log, [after(0, created('web:1'))]);

    expect(await catchUp({ log: poisoned(log, [1]), views }, 1)).toMatchObject({ kind: 'parked', streamPosition: 0 });
    expect(await views.load(1)).toMatchObject({ streamPosition: 0, position: 0n, version: VIEWS_VERSION });
    expect(views.viewsOf(1)).toBeUndefined();
  });

  it('when a stream is parked, it is left alone until somebody asks for another attempt', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [after(0, created('web:1')), after(10, scaled(5))]);
    await catchUp({ log: poisoned(log, [2]), views }, 1);

    expect(await catchUp(ports, 1)).toMatchObject({ kind: 'parked', streamPosition: 1 });
    expect(await catchUp({ log: poisoned(log, [2]), views }, 1, { retryParked: true })).toMatchObject({
      kind: 'parked',
    });
    expect(await catchUp(ports, 1, { retryParked: true })).toEqual({ kind: 'caughtUp', streamPosition: 2 });
    expect(await views.load(1)).not.toHaveProperty('parkedReason');
  });

  it('when the store can never take the rows of a change, the stream is parked before it', async () => {
    const { log, views } = world();
    await appendTold(log, [after(0, created('web:1')), ...[1, 2, 3, 4, 5, 6].map((n) => after(n, scaled(n)))]);
    const fussy = Object.assign(Object.create(views) as InMemoryViewStore, {
      save: (writes: Parameters<InMemoryViewStore['save']>[0]) =>
        writes.checkpoint.streamPosition > 4 ? Promise.reject(new ViewsUnsavable('too large')) : views.save(writes),
    });

    expect(await catchUp({ log, views: fussy }, 1)).toEqual({
      kind: 'parked',
      streamPosition: 4,
      reason: 'the views cannot be saved: too large',
    });
  });

  it('when another worker is faster, it goes on from where that one came to', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [after(0, created('web:1')), after(10, image('web:2'))]);
    let outrun = 0;
    const slow = Object.assign(Object.create(views) as InMemoryViewStore, {
      save: async (writes: Parameters<InMemoryViewStore['save']>[0]) => {
        if (outrun === 0) await catchUp(ports, 1);
        const saved = await views.save(writes);
        if (!saved) outrun += 1;
        return saved;
      },
    });

    expect(await catchUp({ log, views: slow }, 1)).toEqual({ kind: 'caughtUp', streamPosition: 2 });
    expect(outrun).toBe(1);
  });

  it('when a stream is warm, its snapshot is not read; when another worker was at it since, it is', async () => {
    const { log, views, ports } = world();
    let loads = 0;
    const counted = Object.assign(Object.create(views) as InMemoryViewStore, {
      load: (streamId: number) => ((loads += 1), views.load(streamId)),
    });
    const warm = { log, views: counted, warm: new Map<number, ProjectionState>() };
    await appendTold(log, [after(0, created('web:1'))]);
    await catchUp(warm, 1);
    await appendTold(log, [after(10, image('web:2'))]);
    expect(await catchUp(warm, 1)).toEqual({ kind: 'caughtUp', streamPosition: 2 });
    expect(loads).toBe(1);

    await appendTold(log, [after(20, image('web:3'))]);
    await catchUp(ports, 1);
    await appendTold(log, [after(30, image('web:4'))]);
    expect(await catchUp(warm, 1)).toEqual({ kind: 'caughtUp', streamPosition: 4 });
    expect(loads).toBe(2);
    expect(revisionLines(views.viewsOf(1)!).length).toBe(4);
  });

  it('when a warm stream meets an event that cannot be read, it is parked and cold', async () => {
    const { log, views } = world();
    const warm = new Map<number, ProjectionState>();
    await appendTold(log, [after(0, created('web:1'))]);
    await catchUp({ log, views, warm }, 1);
    await appendTold(log, [after(10, image('web:2'))]);

    expect(await catchUp({ log: poisoned(log, [2]), views, warm }, 1)).toMatchObject({ kind: 'parked' });
    expect(warm.size).toBe(0);
  });

  it('when something is told late, it is shown where it happened', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [after(0, created('web:1', { replicas: 1 })), after(20, image('web:3'))]);
    await catchUp(ports, 1);
    await appendTold(log, [after(10, image('web:2'))]);
    await catchUp(ports, 1);

    expect(revisionLines(views.viewsOf(1)!)).toEqual(['1 at 0 web:1 by 1', '2 at 10 web:2 by 3', '3 at 20 web:3 by 2']);
    expect(views.viewsOf(1)!.deployment).toMatchObject({ images: ['web:3'], lastChange: 2n, position: 3n });
    expect(await catchUp(ports, 1)).toEqual({ kind: 'caughtUp', streamPosition: 3 });
  });

  it('when it is told later who made a change, all is as it was, before and after the end', async () => {
    const attributed = { type: 'ChangeAttributed', schemaVersion: 1, payload: { change: '1' } } as const;
    const { log, views, ports } = world();
    const tell = async (told: history.Told) => {
      const head = Number(await log.head());
      const expected = head === 0 ? 'none' : head;
      await log.append({ ...history.newChange(told, { name: 'web', uid: 'uid-1', expected }), late: true });
    };
    await tell(after(0, created('web:1')));
    for (const told of [after(20, image('web:2')), after(40, deleted('Orphan'))]) {
      await tell(told);
      await catchUp(ports, 1);
      const { deployment, ...before } = views.viewsOf(1)!;
      await tell(after(30, attributed));
      await catchUp(ports, 1);

      const { deployment: now, ...rows } = views.viewsOf(1)!;
      expect([{ ...now, position: 0n }, rows]).toEqual([{ ...deployment, position: 0n }, before]);
      expect(now.position).toBe(deployment.position + 1n);
    }
    await tell(after(10, scaled(1))); // all anew
    await catchUp(ports, 1);
    expect(views.viewsOf(1)!.deployment).toMatchObject({ lastChange: 4n, deletedAt: history.START + 40_000 });
  });

  it('when clocks differ, nothing comes before the creation and nothing after the deletion', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [
      after(0, created('web:1')),
      after(-5, scaled(1)),
      after(20, image('web:2')),
      after(19, deleted()),
    ]);
    await catchUp(ports, 1);

    expect(views.viewsOf(1)!.deployment).toMatchObject({
      createdAt: history.START,
      deletedAt: history.START + 20_000,
      spec: { replicas: 1 },
      images: ['web:2'],
    });
    expect(rolloutLines(views.viewsOf(1)!)[1]).toBe('1->2 by 3 at 20-20 Deleted, lowest 1, most 2');
  });

  it('when an event told late cannot be read, the stream is parked as it was', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [after(0, created('web:1')), after(20, image('web:2'))]);
    await catchUp(ports, 1);
    await appendTold(log, [after(10, scaled(4))]);

    expect(await catchUp({ log: poisoned(log, [3]), views }, 1)).toMatchObject({ kind: 'parked', streamPosition: 2 });
    expect(rolloutLines(views.viewsOf(1)!).length).toBe(2);
  });

  it('when another version of the fold made the views, it refuses to mix them', async () => {
    const { log, views, ports } = world();
    await appendTold(log, [after(0, created('web:1'))]);
    await catchUp(ports, 1);
    const of = (version: number) =>
      Object.assign(Object.create(views) as InMemoryViewStore, {
        load: async () => ({ ...(await views.load(1))!, version }),
      });

    await expect(catchUp({ log, views: of(VIEWS_VERSION - 1) }, 1)).rejects.toThrow(ViewsOfOtherVersion);
    await expect(catchUp({ log, views: of(VIEWS_VERSION - 1) }, 1)).rejects.toThrow('they must be rebuilt');
    await expect(catchUp({ log, views: of(VIEWS_VERSION + 1) }, 1)).rejects.toThrow('run the newer Rollbook');
  });

  it('when numbers are given and taken over within one instant, a cut in between loses none', async () => {
    const flips = ['web:2', 'web:1', 'web:2', 'web:3'].map((name) => after(10, image(name)));
    const whole = world();
    await appendTold(whole.log, [after(0, created('web:1')), ...flips]);
    await catchUp(whole.ports, 1);
    const cut = world();
    for (const told of [after(0, created('web:1')), ...flips]) {
      await appendTold(cut.log, [told]);
      await catchUp(cut.ports, 1);
    }

    expect(revisionLines(cut.views.viewsOf(1)!).length).toBe(5);
    expect(cut.views.viewsOf(1)).toEqual(whole.views.viewsOf(1));
  });
});
