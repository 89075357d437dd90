import type { Config } from '#libs/config';
import { startEmbeddedPostgres } from '#libs/embedded-postgres';
import { reachDatabase } from '#libs/postgres';
import type { Closing, Log } from '#libs/program';

export type Database = Readonly<{ url: string; embedded: boolean; failed?: Promise<string> }>;

// Longer than the three ways of stopping Postgres take together.
const SECONDS_TO_STOP = 25;

/** The Postgres of DATABASE_URL, or the embedded one, which `closing` stops. */
export async function openDatabase(
  { databaseUrl, dataFolder }: Pick<Config, 'databaseUrl' | 'dataFolder'>,
  log: Log,
  closing: Closing,
): Promise<Database> {
  if (databaseUrl !== undefined) {
    await reachDatabase(databaseUrl);
    return { url: databaseUrl, embedded: false };
  }
  const onLine = (line: string): void => log[levelOf(line)]({ postgres: line }, 'postgres says');
  const postgres = await startEmbeddedPostgres({ dataFolder, onLine });
  closing.add('postgres', postgres.stop, SECONDS_TO_STOP);
  if (postgres.leftOver !== 'nothing') log.warn({ leftOver: postgres.leftOver }, 'the last run did not end properly');
  return { url: postgres.url, embedded: true, failed: postgres.ended.then((last) => `Postgres ended: ${last}`) };
}

function levelOf(line: string): 'debug' | 'warn' | 'error' {
  if (/^(ERROR|FATAL|PANIC):/.test(line)) return 'error';
  return line.startsWith('WARNING:') ? 'warn' : 'debug';
}
