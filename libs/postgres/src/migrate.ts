import pg from 'pg';
import { readMigrationFiles, type MigrationFiles } from './migration-files.js';
import { openPool } from './pool.js';
import { openSchemaEngine } from './schema-engine.js';

/** A migration did not go through; the database stands before it. */
export class MigrationFailed extends Error {
  readonly code = 'MigrationFailed';
  constructor(reason: string) {
    super(`the database could not be migrated: ${reason}`);
  }
}

/**
 * Brings a database up to date and answers the names of the migrations it applied, oldest first. Processes that
 * migrate at once wait for each other; the later ones find nothing to do.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const files = await readMigrationFiles();
  const client = new pg.Client({ connectionString: url, application_name: 'rollbook migrate' });
  await client.connect();
  try {
    await client.query(LOCK, [LOCK_KEY]);
    if (await isUpToDate(client, files)) return [];
    return await apply(url, files);
  } finally {
    await client.end(); // and with it the lock
  }
}

// "rollbook" in ASCII, cut to 32 bits, and 1 for the migrator: pg_advisory_lock takes a bigint.
const LOCK_KEY = 0x726f6c6c01;
const LOCK = 'select pg_advisory_lock($1)';
const HAS_TABLE = `select to_regclass('public._prisma_migrations') is not null as present`;
const FINISHED = `select migration_name from public._prisma_migrations where finished_at is not null and rolled_back_at is null`;

// Spares an ordinary start the engine's five megabytes.
async function isUpToDate(client: pg.Client, files: MigrationFiles): Promise<boolean> {
  const table = await client.query<{ present: boolean }>(HAS_TABLE);
  if (table.rows[0]?.present !== true) return false;
  const finished = await client.query<{ migration_name: string }>(FINISHED);
  const names = new Set(finished.rows.map((row) => row.migration_name));
  return files.migrations.every(({ name }) => names.has(name));
}

async function apply(url: string, files: MigrationFiles): Promise<readonly string[]> {
  const pool = openPool(url, { size: 2, applicationName: 'rollbook migrate' });
  const engine = await openSchemaEngine(pool);
  try {
    const migrationsList = migrationList(files);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  } catch (error) {
    throw new MigrationFailed(error instanceof Error ? error.message : String(error));
  } finally {
    engine.free();
    await pool.end();
  }
}

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The migrations as the schema engine takes them. */
export function migrationList({ folder, lock, migrations }: MigrationFiles) {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}
