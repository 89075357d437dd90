import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { migrate } from './migrate.js';
import { openPool } from './pool.js';

describe('migrate', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.drop());

  it('when the database is empty, it applies every migration, oldest first', async () => {
    const applied = await migrate(database.url);

    expect(applied.map((name) => name.replace(/^\d+_/, '')).slice(0, 3)).toEqual([
      'log_created',
      'settings_created',
      'views_created',
    ]);
  });

  it('when it is up to date, it does nothing', async () => {
    await migrate(database.url);

    expect(await migrate(database.url)).toEqual([]);
  });

  it('when two processes migrate at once, each migration is applied once', async () => {
    const both = await Promise.all([migrate(database.url), migrate(database.url)]);

    expect(both.map((names) => names.length).sort()).toEqual([0, expect.any(Number)]);
    const pool = openPool(database.url);
    const { rows } = await pool.query('select migration_name from public._prisma_migrations');
    await pool.end();
    expect(rows.length).toBe(both.flat().length);
  });
});
