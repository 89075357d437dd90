import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { change, created, scaled, templateChanged, WEB } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

describe('what a process remembers of the log', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let stores: PostgresEventStore[];

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    stores = [1, 2].map(() => new PostgresEventStore({ url: database.url, pool }));
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await pool.end();
    await database.drop();
  });

  const scale = (store: number, expected: number) =>
    stores[store]!.append(change({ expected, events: [scaled(expected)] }));

  it('when it writes alone, each change is put behind the one before', async () => {
    await stores[0]!.append(change({}));
    for (let expected = 1; expected <= 5; expected++) {
      expect(await scale(0, expected)).toMatchObject({ position: BigInt(expected + 1), streamPosition: expected + 1 });
      await expect(scale(0, expected)).rejects.toMatchObject({ code: 'StreamConflict', actual: expected + 1 });
    }
  });

  it('when another writes in between, it sees it, in the same stream and in others', async () => {
    await stores[0]!.append(change({}));
    await scale(0, 1);
    await scale(0, 2);
    await scale(1, 3);
    await stores[1]!.append(change({ stream: { ...WEB, name: 'other', uid: 'other' } }));

    await expect(scale(0, 3)).rejects.toMatchObject({ code: 'StreamConflict', expected: 3, actual: 4 });
    expect(await scale(0, 4)).toMatchObject({ position: 6n, streamPosition: 5 });
    expect(await stores[0]!.append(change({ stream: { ...WEB, name: 'new', uid: 'new' } }))).toMatchObject({
      stream: { id: 3 },
    });
  });

  it('when another ends the stream in between, it sees that too', async () => {
    await stores[0]!.append(change({}));
    await scale(0, 1);
    await stores[1]!.append(change({ expected: 2, events: [scaled(0)], ends: true }));

    await expect(scale(0, 3)).rejects.toMatchObject({ code: 'StreamEnded' });
  });

  it('when a template changes by little, it is kept as a delta, also by the next process', async () => {
    const long = (image: string) => ({ ...templateChanged(image), template: { image, list: LONG } });
    await stores[0]!.append(change({ events: [{ ...created(), template: { image: 'a', list: LONG } }] }));
    await stores[0]!.append(change({ expected: 1, events: [long('b')] }));
    await stores[1]!.append(change({ expected: 2, events: [long('c')] }));

    const { rows } = await pool.query(
      'select base is null as whole, length(body) < 20 as small from log.pod_template order by length(body)',
    );
    expect(rows).toEqual([
      { whole: false, small: true },
      { whole: false, small: true },
      { whole: true, small: false },
    ]);
  });

  it('when a template changes by much, it is the next to be based on', async () => {
    const other = (image: string) => ({
      ...templateChanged(image),
      template: { image, other: LONG.map((text) => `x${text}y`) },
    });
    await stores[0]!.append(change({ events: [{ ...created(), template: { image: 'a', list: LONG } }] }));
    await stores[0]!.append(change({ expected: 1, events: [other('b')] }));
    await stores[0]!.append(change({ expected: 2, events: [other('c')] }));

    const { rows } = await pool.query<{ wholes: string }>(
      'select count(*) as wholes from log.pod_template where base is null',
    );
    expect(rows[0]!.wholes).toBe('2');
  });

  it('when a template to be based on was stored as a delta by another process, what follows it is read and written', async () => {
    const long = (image: string) => ({ ...templateChanged(image), template: { image, list: LONG } });
    await stores[0]!.append(change({ events: [{ ...created(), template: { image: 'a', list: LONG } }] }));
    await stores[0]!.append(change({ expected: 1, events: [long('b')] }));
    const other = { stream: { ...WEB, name: 'other', uid: 'other' } };
    const unlike = { image: 'z', other: LONG.map((text) => `x${text}y`) };
    const { stream } = await stores[1]!.append(change({ ...other, events: [{ ...created(), template: unlike }] }));
    await stores[1]!.append(change({ ...other, expected: 1, events: [long('b')] }));
    await stores[1]!.append(change({ ...other, expected: 2, events: [long('c')] }));
    const third = new PostgresEventStore({ url: database.url, pool });
    stores.push(third);
    await third.append(change({ ...other, expected: 3, events: [long('d')] }));

    const read = await third.readStream(stream.id, 0, 10);
    expect(read.map(({ events }) => (events[0]!.template as { image: string }).image)).toEqual(['z', 'b', 'c', 'd']);
    expect(read.at(-1)!.events[0]!.template).toEqual(long('d').template);
  });
});

const LONG = Array.from({ length: 60 }, (_, index) => `${index ** 7}`);
