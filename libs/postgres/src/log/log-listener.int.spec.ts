import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type pg from 'pg';
import { change, scaled } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: PostgresEventStore;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
  store = new PostgresEventStore({ url: database.url, pool });
  await store.append(change({}));
});
afterEach(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

it('when its connection is killed, it hears of what was appended meanwhile', async () => {
  const heard = new Promise<bigint>((resolve) => void store.subscribe(resolve).then(killListener));

  async function killListener() {
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rollbook listener'
      and datname = current_database()`);
    await store.append(change({ expected: 1, events: [scaled(2)] }));
  }

  expect(await heard).toBe(2n);
});

it('when another store appends, it hears of it', async () => {
  const other = new PostgresEventStore({ url: database.url, pool });
  const heard = new Promise<bigint>((resolve) => void store.subscribe(resolve).then(appendToOther));

  async function appendToOther() {
    await other.append(change({ expected: 1, events: [scaled(2)] }));
  }

  expect(await heard).toBe(2n);
  await other.close();
});

it('when the last subscriber leaves, the connection is let go, and a later one hears again', async () => {
  const stop = await store.subscribe(() => undefined);
  await stop();
  const heard = new Promise<bigint>((resolve) => void store.subscribe(resolve).then(append));

  async function append() {
    await store.append(change({ expected: 1, events: [scaled(2)] }));
  }

  expect(await heard).toBe(2n);
});
