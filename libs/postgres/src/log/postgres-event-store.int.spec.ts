import { describeEventStore } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

describeEventStore('PostgresEventStore', async () => {
  const database = await createTestDatabase();
  const pool = openPool(database.url);
  const store = new PostgresEventStore({ url: database.url, pool });
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
      await database.drop();
    },
  };
});
