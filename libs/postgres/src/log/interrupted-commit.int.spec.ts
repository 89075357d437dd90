import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { AppendOutcomeUnknown, LogUnavailable } from '#libs/event-store';
import { change, scaled, WEB } from '../../../../test/contract/event-store.contract.js';
import { BreakingProxy } from '../../../../test/support/breaking-proxy.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

describe('an interrupted commit', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let proxy: BreakingProxy;
  let store: PostgresEventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    proxy = await BreakingProxy.open(database.url);
    store = new PostgresEventStore({ url: proxy.url, pool, limits: { appendMilliseconds: 3000 } });
    await store.append(change({}));
  });
  afterEach(async () => {
    await store.close();
    await proxy.close();
    await pool.end();
    await database.drop();
  });

  const scale = (replicas: number, expected: number) => store.append(change({ expected, events: [scaled(replicas)] }));
  const log = async () => (await store.readLog(0n, 100)).map(({ events }) => events[0]!.payload);

  it('when the answer is lost, the commit is found, acknowledged and not made again', async () => {
    const broken = proxy.breakOnce('after', 'rollbook_insert_changes');
    const appended = await scale(5, 1);
    await broken;

    expect(appended).toMatchObject({ position: 2n, streamPosition: 2, duplicate: false });
    expect(await log()).toEqual([{ spec: {} }, { replicas: 5 }]);
  });

  it('when the request is lost, the change is recorded on the next way, once', async () => {
    const broken = proxy.breakOnce('before', 'rollbook_insert_changes');
    const appended = await scale(5, 1);
    await broken;

    expect(appended).toMatchObject({ position: 2n });
    expect(await log()).toEqual([{ spec: {} }, { replicas: 5 }]);
  });

  it('when the way breaks before the log is held, the change is recorded once', async () => {
    const broken = proxy.breakOnce('before', 'begin');
    await scale(5, 1);
    await broken;

    expect(await log()).toEqual([{ spec: {} }, { replicas: 5 }]);
  });

  it('when a batch was recorded and its answer is lost, each of it gets its own result', async () => {
    const broken = proxy.breakOnce('after', 'rollbook_insert_changes');
    const results = await Promise.allSettled([scale(5, 1), scale(6, 7), scale(7, 2)]);
    await broken;

    expect(results).toMatchObject([
      { value: { position: 2n } },
      { reason: { code: 'StreamConflict', expected: 7, actual: 2 } },
      { value: { position: 3n } },
    ]);
    expect(await store.head()).toBe(3n);
  });

  it('when the answer is lost and another writes next, the right change is found', async () => {
    const other = new PostgresEventStore({ url: database.url, pool });
    const broken = proxy.breakOnce('after', 'rollbook_insert_changes');
    const [mine] = await Promise.all([
      scale(5, 1),
      broken.then(() => other.append(change({ expected: 2, events: [scaled(9)] }))),
    ]);
    await other.close();

    expect(mine).toMatchObject({ position: 2n });
    expect(await log()).toEqual([{ spec: {} }, { replicas: 5 }, { replicas: 9 }]);
  });

  it('when the answer is lost and nobody can be asked, it says so, and the key finds the truth', async () => {
    const idempotency = { key: 'k', request: 'ab'.repeat(32) };
    const once = () => store.append(change({ expected: 1, events: [scaled(5)], idempotency }));
    const broken = proxy.breakOnce('after', 'rollbook_insert_changes');
    const append = once();
    await broken;
    proxy.refuse();

    await expect(append).rejects.toBeInstanceOf(AppendOutcomeUnknown);
    proxy.admit();
    expect(await once()).toMatchObject({ position: 2n, duplicate: true });
    expect(await store.head()).toBe(2n);
  }, 20_000);

  it('when the log cannot be reached, it says that nothing was recorded', async () => {
    proxy.refuse();

    await expect(scale(5, 1)).rejects.toBeInstanceOf(LogUnavailable);
    proxy.admit();
    expect(await scale(5, 1)).toMatchObject({ position: 2n });
  }, 20_000);

  it('when backends are killed while sixteen append, what was acknowledged is there once', async () => {
    const acknowledged: bigint[] = [];
    let isKilling = true;
    const killing = (async () => {
      for (let kills = 0; kills < 20;) {
        const { rows } = await pool.query(KILL_ONE);
        kills += rows.length;
        // one that is killed at each step gets nowhere: some must be acknowledged in between
        for (const before = acknowledged.length; acknowledged.length < before + 20 * rows.length;) {
          await pool.query('select 1');
        }
      }
      isKilling = false;
    })();
    const write = async (writer: number) => {
      const stream = { ...WEB, name: `web-${writer}`, uid: `uid-k${writer}` };
      for (let expected = 0; isKilling; expected++) {
        const appended = await store.append(
          change({ stream, expected: expected === 0 ? 'none' : expected, events: [scaled(expected)] }),
        );
        acknowledged.push(appended.position);
      }
    };
    await Promise.all([killing, ...Array.from({ length: 16 }, (_, writer) => write(writer))]);

    const { rows } = await pool.query<{ position: string }>('select position from log.event order by position');
    const positions = rows.map(({ position }) => BigInt(position));
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect([1n, ...acknowledged].sort((a, b) => Number(a - b))).toEqual(positions);
  }, 60_000);

  it('when Postgres will not take one change, the others of its batch are recorded', async () => {
    await pool.query(`alter table log.change add constraint no_thirteen check (summary <> 'thirteen')`);
    const results = await Promise.allSettled([
      scale(5, 1),
      store.append(change({ stream: { ...WEB, name: 'x', uid: 'x' }, summary: 'thirteen' })),
      scale(6, 2),
    ]);

    expect(results).toMatchObject([
      { value: { position: 2n } },
      { reason: { code: '23514' } },
      { value: { position: 3n } },
    ]);
  });
});

const KILL_ONE = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name = 'rollbook log' and state <> 'idle'
  order by random() limit 1`;
