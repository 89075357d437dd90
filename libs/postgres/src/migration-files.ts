import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type MigrationFiles = Readonly<{
  folder: string;
  lock: string;
  /** Oldest first. */
  migrations: readonly Readonly<{ name: string; sql: string }>[];
}>;

/** The ordinary Prisma migrations in prisma/migrations. */
export async function readMigrationFiles(): Promise<MigrationFiles> {
  const folder = findMigrationFolder();
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const read = async (name: string) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') });
  return {
    folder,
    lock: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
    migrations: await Promise.all(names.sort().map(read)),
  };
}

// Source and build lie at different depths below the folder that holds prisma/.
function findMigrationFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'prisma', 'migrations'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('prisma/migrations is missing from this installation');
    folder = above;
  }
  return join(folder, 'prisma', 'migrations');
}
