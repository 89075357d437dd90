import { readConfig } from '#libs/config';
import { useEmbeddedPostgres } from '#libs/embedded-postgres';
import { migrate, reachDatabase } from '#libs/postgres';

/** `rollbook migrate` */
export async function migrateDatabase(): Promise<void> {
  const { databaseUrl, dataFolder } = readConfig();
  if (databaseUrl !== undefined) await reachDatabase(databaseUrl);
  const applied =
    databaseUrl === undefined
      ? await useEmbeddedPostgres({ dataFolder, onLine: () => undefined }, migrate)
      : await migrate(databaseUrl);
  for (const name of applied) process.stdout.write(`applied ${name}\n`);
  if (applied.length === 0) process.stdout.write('the database is up to date\n');
}
