import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { change, deleted, scaled, templateChanged, WEB } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { LOCK } from './commit-batch.js';
import { PostgresEventStore } from './postgres-event-store.js';

const WRITERS = 64;
const CHANGES = 12;

describe('the order of the log', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let stores: PostgresEventStore[];

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    stores = Array.from({ length: 4 }, () => new PostgresEventStore({ url: database.url, pool }));
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await pool.end();
    await database.drop();
  });

  /** One of 64, each on a Deployment of its own, through one of four processes' worth of stores. */
  async function write(writer: number): Promise<void> {
    const store = stores[writer % stores.length]!;
    const stream = { ...WEB, name: `web-${writer}`, uid: `uid-w${writer}` };
    for (let expected = 0; expected < CHANGES; expected++) {
      const events = [expected % 3 === 0 ? templateChanged(`nginx:1.${expected}`) : scaled(expected)] as const;
      await store.append(change({ stream, expected: expected === 0 ? 'none' : expected, events }));
    }
  }

  const writeAll = () => Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));

  /** Follows the log as a projection does, from what it read last, as fast as it can. */
  async function follow(until: bigint, limit: number): Promise<bigint[]> {
    const own = openPool(database.url, { size: 1 });
    const reader = new PostgresEventStore({ url: database.url, pool: own });
    const seen: bigint[] = [];
    for (let after = 0n; after < until;) {
      const page = await reader.readLog(after, limit);
      for (const event of page.flatMap(({ events }) => events)) seen.push(event.position);
      after = seen.at(-1) ?? 0n;
    }
    await reader.close();
    await own.end();
    return seen;
  }

  const oneTo = (last: number) => Array.from({ length: last }, (_, index) => BigInt(index + 1));

  it('when 64 write 64 streams while readers follow, each reader sees every position once', async () => {
    const last = WRITERS * CHANGES;
    const [, ...readers] = await Promise.all([writeAll(), ...[1, 7, 100].map((limit) => follow(BigInt(last), limit))]);

    for (const seen of readers) expect(seen).toEqual(oneTo(last));
  });

  it('when a writer stalls with its transaction open and is killed, no reader sees a hole or a repeat', async () => {
    const stalled = new pg.Client({ connectionString: database.url });
    stalled.on('error', () => undefined);
    await stalled.connect();
    await stores[0]!.append(change({ events: [scaled(1)] }));
    await stalled.query('begin');
    await stalled.query(LOCK);
    await stalled.query(COPY_OF_THE_FIRST);
    const { rows } = await stalled.query<{ pid: number }>('select pg_backend_pid() as pid');

    const last = 1 + WRITERS * CHANGES;
    const writing = writeAll();
    const reading = follow(BigInt(last), 5);
    await waitingForTheLock();
    expect(await stores[0]!.head()).toBe(1n);
    await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await writing;

    expect(await reading).toEqual(oneTo(last));
  });

  it('when a process falls silent while it holds the log, it loses it and the others go on', async () => {
    const limits = { idleMilliseconds: 300 };
    const silent = new pg.Client({
      connectionString: database.url,
      idle_in_transaction_session_timeout: limits.idleMilliseconds,
    });
    const lost = new Promise<Error>((resolve) => silent.on('error', resolve));
    await silent.connect();
    await silent.query('begin');
    await silent.query(LOCK);

    const appended = await stores[0]!.append(change({}));

    expect(appended.position).toBe(1n);
    expect(await lost).toMatchObject({ code: '25P03' });
  });

  it('when two write the same stream through two stores, each position is won once', async () => {
    await stores[0]!.append(change({}));
    const wins = [0, 0];
    const race = async (racer: number) => {
      for (let expected = 1; expected <= 100; expected++) {
        const won = await stores[racer]!.append(change({ expected, events: [scaled(racer)] })).catch(
          (error: unknown) => error,
        );
        if (won instanceof Error) expect(won).toMatchObject({ code: 'StreamConflict' });
        else wins[racer]! += 1;
      }
    };
    await Promise.all([race(0), race(1)]);

    expect(await stores[0]!.head()).toBe(101n);
    expect(wins[0]! + wins[1]!).toBe(100);
  });

  it('when a name is given again in one batch, the batch is one transaction', async () => {
    const store = stores[0]!;
    await store.append(change({}));

    await Promise.all([
      store.append(change({ expected: 1, ends: true, events: [deleted()] })),
      store.append(change({ stream: { ...WEB, uid: 'uid-2' } })),
    ]);

    const { rows } = await pool.query(
      `select count(*)::int as changes from log.change where id > 1 group by xmin::text`,
    );
    expect(rows).toEqual([{ changes: 2 }]);
  });

  it('when the clock of the database goes back, recordedAt stays', async () => {
    await stores[0]!.append(change({}));
    await pool.query('alter table log.change disable trigger all');
    await pool.query(`update log.change set recorded_at = '2100-01-01Z'`);

    const later = await stores[0]!.append(change({ expected: 1, events: [scaled(1)] }));

    expect(new Date(later.recordedAt).toISOString()).toBe('2100-01-01T00:00:00.000Z');
  });

  // A number of our own asking for the log is seen in pg_locks; no time is guessed.
  async function waitingForTheLock(): Promise<void> {
    for (;;) {
      const { rows } = await pool.query(`select from pg_locks where locktype = 'advisory' and not granted`);
      if (rows.length >= stores.length) return;
    }
  }
});

const COPY_OF_THE_FIRST = `
  insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload, leaf_hash)
  select 2, 2, 1, 2, 1, 'Stalled', payload, leaf_hash from log.event`;
