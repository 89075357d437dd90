import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
import { FolderInUse } from './errors.js';
import { postgresUrl } from './postgres-url.js';

/**
 * For a short visit: the Postgres of the Rollbook that runs on the data folder, or one started for as long as this lasts.
 * @throws as startEmbeddedPostgres
 */
export async function useEmbeddedPostgres<T>(
  options: EmbeddedPostgresOptions,
  use: (url: string) => Promise<T>,
): Promise<T> {
  try {
    const postgres = await startEmbeddedPostgres(options);
    return await use(postgres.url).finally(() => postgres.stop());
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
  }
  return await use(await urlOfRunning(options.dataFolder));
}

async function urlOfRunning(dataFolder: string): Promise<string> {
  const data = join(await realpath(join(dataFolder, 'postgres')), 'data');
  const password = (await readFile(join(dataFolder, 'postgres-password'), 'utf8')).trim();
  const [, , , , socketFolder = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return postgresUrl(password, socketFolder);
}
