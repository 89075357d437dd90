import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Presets, SingleBar } from 'cli-progress';
import { ExportCheck, type Report } from './check-export.js';
import { CannotVerify } from './fault.js';
import { readLines } from './read-lines.js';
import type { Trust } from './trust.js';

const CHUNK = 1024 * 1024;

/** Checks an export in a file, or from standard input where it is `-`. @throws Fault, CannotVerify */
export async function verifyFile(file: string, trust: Trust): Promise<Report> {
  const bar = new SingleBar(
    { format: 'verify [{bar}] {percentage}% | {duration_formatted}', stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(await sizeOf(file), 0);
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK });
  try {
    return await check(stream, trust, (bytes) => bar.increment(bytes));
  } finally {
    bar.stop();
  }
}

async function sizeOf(file: string): Promise<number> {
  if (file === '-') return 0;
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new CannotVerify(error instanceof Error ? error.message : String(error));
  }
}

async function check(stream: AsyncIterable<Buffer>, trust: Trust, onBytes: (bytes: number) => void): Promise<Report> {
  const exported = new ExportCheck(trust);
  let unfinished = 0;
  for await (const { lines, rest } of readLines(stream)) {
    for (const line of lines) {
      exported.take(line);
      onBytes(line.length + 1);
    }
    unfinished = rest.length;
  }
  return exported.finish(unfinished > 0);
}
