import { readConfig } from '#libs/config';
import { useEmbeddedPostgres } from '#libs/embedded-postgres';
import { migrate, reachDatabase } from '#libs/postgres';

/** Lets a command work on the database in use: DATABASE_URL's, or the embedded one, whether `serve` runs or not. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = readConfig();
  const prepared = async (url: string): Promise<T> => {
    await migrate(url);
    return await work(url);
  };
  if (databaseUrl === undefined) return await useEmbeddedPostgres({ dataFolder, onLine: () => undefined }, prepared);
  await reachDatabase(databaseUrl);
  return await prepared(databaseUrl);
}
