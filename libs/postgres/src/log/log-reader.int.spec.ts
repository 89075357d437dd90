import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import { API, change, created, scaled, templateChanged, WEB } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { readEvents } from '../read/change-rows.js';
import { PostgresEventStore } from './postgres-event-store.js';

const CHANGES = 3000;

let database: TestDatabase;
let pool: pg.Pool;
let store: PostgresEventStore;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { size: 1 });
  store = new PostgresEventStore({ url: database.url, pool });
  const at = (expected: number) =>
    store.append(
      change({ expected, events: [expected % 7 === 0 ? templateChanged(`a:${expected}`) : scaled(expected)] }),
    );
  await Promise.all([store.append(change({})), ...Array.from({ length: CHANGES }, (_, index) => at(index + 1))]);
  await store.append(change({ stream: API, events: [created()] }));
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

/** Rows of the log read by going through a whole table; one connection, so that its own counts are seen. */
async function rowsReadWhole(): Promise<number> {
  await pool.query('select pg_stat_force_next_flush()');
  await pool.query('select pg_stat_clear_snapshot()');
  const { rows } = await pool.query<{ count: string }>(READ_WHOLE);
  return Number(rows[0]!.count);
}

const READ_WHOLE = `
  select sum(seq_tup_read) as count from pg_stat_user_tables where schemaname = 'log' and relname in ('event', 'change')`;

const READS: readonly [string, () => Promise<unknown>][] = [
  ['a page of the log', () => store.readLog(1500n, 20)],
  ['a page of a stream', () => store.readStream(1, 1500, 20)],
  ['changes by number', () => store.readChanges([1n, 2n, 999n, 2500n])],
  ['the newest of each type', () => store.readLatestOfTypes(1, ['DeploymentScaled', 'RolloutPaused', 'LabelsChanged'])],
  ['the newest of each type long ago', () => store.readLatestOfTypes(1, ['DeploymentScaled', 'RolloutPaused'], 10)],
  ['a moment', () => store.streamPositionAt(1, 5000)],
  ['a key', () => store.findByIdempotencyKey({ cluster: 'prod', namespace: 'shop' }, 'none')],
  ['a name', () => store.findStream(WEB.cluster, WEB.namespace, WEB.name)],
  ['a uid', () => store.streamByUid(WEB.cluster, WEB.uid)],
  ['the head', () => store.head()],
  ['events of changes', () => readEvents(pool, [{ change: '7', eventCount: 1 }])],
];

it.each(READS)('when %s is read from a long log, no table is read whole, analysed or not', async (_what, read) => {
  for (const prepare of ['select 1', 'analyze log.event, log.change, log.stream']) {
    await pool.query(prepare);
    const before = await rowsReadWhole();
    for (let time = 0; time < 8; time++) await read(); // from the sixth on, Postgres may choose a plan for all values
    expect((await rowsReadWhole()) - before).toBe(0);
  }
});
