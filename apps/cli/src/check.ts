import { Presets, SingleBar } from 'cli-progress';
import { checkLog, openPool } from '#libs/postgres';
import { explain } from '#libs/program';
import { verifySignature } from '#libs/signing';
import { withDatabase } from './with-database.js';

const MOST_SHOWN = 100;

/** `rollbook check`: ends with 1 when something was altered, with 2 when that could not be told. */
export async function checkDatabase({ key }: Readonly<{ key?: string }>): Promise<void> {
  try {
    await withDatabase(async (url) => {
      const pool = openPool(url, { size: 1, applicationName: 'rollbook check' });
      const found = await check(pool).finally(() => pool.end());
      const faults = [...found.faults, ...keyFaults(found, key)];
      process.stdout.write(`${faults.length === 0 ? whole(found) : listed(faults)}\n`);
      if (faults.length > 0) process.exitCode = 1;
    });
  } catch (error) {
    explain(error);
    process.exitCode = 2;
  }
}

type Found = Readonly<{ faults: readonly string[]; events: number; key: string | undefined }>;

async function check(pool: ReturnType<typeof openPool>): Promise<Found> {
  const bar = new SingleBar(
    {
      format: 'check [{bar}] {percentage}% | {value} of {total} events | {duration_formatted}',
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  const faults: string[] = [];
  let found: Omit<Found, 'faults'> = { events: 0, key: undefined };
  bar.start(0, 0);
  for await (const part of checkLog(pool, verifySignature)) {
    faults.push(...part.faults.map(({ position, message }) => `position ${position}: ${message}`));
    bar.setTotal(part.total);
    bar.update(part.done);
    found = { events: part.total, key: part.key };
  }
  bar.stop();
  return { ...found, faults };
}

function keyFaults({ key }: Found, wanted: string | undefined): readonly string[] {
  if (wanted === undefined || wanted === key) return [];
  return [`the newest key is ${key ?? 'not there'}, and not ${wanted}`];
}

function whole({ events, key }: Found): string {
  const signed = key === undefined ? 'no head was signed yet' : `the newest key is ${key}`;
  return `whole: ${events} events, and all that is stored of the tree; ${signed}`;
}

function listed(faults: readonly string[]): string {
  const more = faults.length - MOST_SHOWN;
  return [...faults.slice(0, MOST_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
