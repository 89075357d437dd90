import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Presets, SingleBar } from 'cli-progress';
import { readConfig } from '#libs/config';
import { type ExportPart, exportLog, openPool, readSigningKeys } from '#libs/postgres';
import { fingerprint } from '#libs/proof';
import { readMasterKey } from '#libs/sealing';
import { sha256 } from './sha256.js';
import { withDatabase } from './with-database.js';

export type ExportFlags = Readonly<{ from?: number; to?: number; sealed?: boolean }>;

/** `rollbook export` */
export async function exportTo(file: string, { from, to, sealed = false }: ExportFlags): Promise<void> {
  const masterKey = await readMasterKey(readConfig().masterKeyFile);
  const said = await withDatabase(async (url) => {
    const pool = openPool(url, { size: 1, applicationName: 'rollbook export', masterKey });
    try {
      const parts = exportLog(pool, { from, to, persons: sealed ? 'sealed' : 'open', now: Date.now });
      const events = file === '-' ? await write(parts, process.stdout) : await writeFile(parts, file);
      const [first] = await readSigningKeys(pool);
      return first && howToVerify(events, { file, print: fingerprint(sha256, first.publicKey) });
    } finally {
      await pool.end();
    }
  });
  process.stderr.write(`${said}\n`);
}

function howToVerify(events: number, { file, print }: Readonly<{ file: string; print: string }>): string {
  return `${events} events exported; to check them: rollbook verify ${file} --key ${print}`;
}

// A file that is there is a whole one: it gets its name last.
async function writeFile(parts: AsyncGenerator<ExportPart>, file: string): Promise<number> {
  const unfinished = `${file}.unfinished`;
  const stream = createWriteStream(unfinished, { mode: 0o600 });
  try {
    const events = await write(parts, stream);
    stream.end();
    await once(stream, 'close');
    await rename(unfinished, file);
    return events;
  } catch (error) {
    stream.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function write(parts: AsyncGenerator<ExportPart>, stream: Writable): Promise<number> {
  const bar = new SingleBar(
    {
      format: 'export [{bar}] {percentage}% | {value} of {total} events | {duration_formatted}',
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  bar.start(0, 0);
  let events = 0;
  const failed = once(stream, 'error').then(([error]: unknown[]) => Promise.reject(error as Error));
  failed.catch(() => undefined); // heard of below
  try {
    for await (const { text, done, total } of parts) {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed]);
      bar.setTotal(total);
      bar.update(done);
      events = total;
    }
  } finally {
    bar.stop();
  }
  return events;
}
