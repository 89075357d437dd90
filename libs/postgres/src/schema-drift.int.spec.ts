import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { readMigrationFiles } from './migration-files.js';
import { openPool } from './pool.js';
import { openSchemaEngine } from './schema-engine.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function readSchema() {
  const folder = join((await readMigrationFiles()).folder, '..', 'schema');
  const names = await readdir(folder);
  const read = async (name: string) => ({
    path: join(folder, name),
    content: await readFile(join(folder, name), 'utf8'),
  });
  return Promise.all(names.map(read));
}

it('when the migrations have run, the database is what the schema says', async () => {
  const files = await readSchema();
  const engine = await openSchemaEngine(pool, files);

  const difference = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();

  expect(difference.stdout?.trim()).toBe('-- This is an empty migration.');
});
