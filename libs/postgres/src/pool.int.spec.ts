import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { inTransaction } from './in-transaction.js';
import { openPool } from './pool.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

describe('openPool', () => {
  it('when Postgres ends a connection that is lent out, what is asked on it fails, and the program goes on', async () => {
    const pool = openPool(database.url, { size: 2 });
    const work = inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const ended = new Promise((resolve) => client.once('end', resolve));
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await ended;
      await client.query('select 1');
    });

    await expect(work).rejects.toThrow(/not queryable|terminat/);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('when an answer takes longer than is waited for, what is asked fails', async () => {
    const pool = openPool(database.url, { queryMilliseconds: 50 });

    await expect(pool.query('select pg_sleep(5)')).rejects.toThrow('Query read timeout');
    await pool.end();
  });
});
