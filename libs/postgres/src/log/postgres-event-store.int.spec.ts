import { afterAll, beforeAll } from '@jest/globals';
import { describeEventStore } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describeEventStore('PostgresEventStore', () => {
  const pool = openPool(database.url);
  const store = new PostgresEventStore({ url: database.url, pool });
  const close = async () => {
    await store.close();
    await pool.query(EMPTY);
    await pool.end();
  };
  return Promise.resolve({ store, close });
});

// What only the tables' owner can do, and quicker than a database for each row.
const LOG = ['stream', 'actor', 'provenance', 'change', 'event', 'pod_template', 'erasure'];
const TABLES = [...LOG.map((table) => `log.${table}`), 'setting.person_key', 'setting.actor_group'];
const EMPTY = [
  ...TABLES.map((table) => `alter table ${table} disable trigger all`),
  `truncate ${TABLES.join(', ')} restart identity`,
  ...TABLES.map((table) => `alter table ${table} enable trigger all`),
].join(';');
