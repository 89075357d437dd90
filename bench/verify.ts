import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportLine } from '#libs/proof';
import { verifyFile } from '../apps/verify/src/verify-file.js';
import { SampleExport } from '../test/support/sample-export.js';
import type { Figure } from './figure.js';

const EVENTS = 50_000;
const EVENTS_A_HEAD = 1000;
const MILLION = 1_000_000;
const MOST_SECONDS = 60;

/** How long the check of an export takes: `npm run bench -- verify 1000000` for a million events of one person. */
export async function benchVerify(_url: string, size = EVENTS): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-bench-'));
  try {
    const file = join(folder, 'log.ndjson');
    const log = new SampleExport();
    await pipeline(Readable.from(textsOf(log, size)), createWriteStream(file));
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const { events } = await verifyFile(file, { key: log.fingerprint, head: undefined });
    const wall = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return [figure(events, { wall, cpu: (user + system) / 1e6, bytes: (await stat(file)).size })];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// The processor's time: what it takes where nothing else runs.
function figure(size: number, { wall, cpu, bytes }: Readonly<{ wall: number; cpu: number; bytes: number }>): Figure {
  const ratio = (cpu * MILLION) / size / MOST_SECONDS;
  return {
    name: `rollbook verify of ${size} events`,
    value: `${cpu.toFixed(1)} s of the processor in ${wall.toFixed(1)} s, ${Math.round(bytes / 1e6)} MB`,
    ratio,
    goal: `at most 1, which is ${MOST_SECONDS} s a million`,
    reached: ratio <= 1,
  };
}

function* textsOf(log: SampleExport, size: number): Generator<string> {
  const digest = createHash('sha256');
  const header = { origin: log.origin, from: 1, to: size, exportedAt: 0, persons: 'open', erased: [] } as const;
  log.lines.unshift(exportLine.header(header));
  for (let position = 1; position <= size; position++) {
    log.event({ template: position % 10 === 0, cause: `release ${position} of the shop` });
    if (position % EVENTS_A_HEAD === 0 || position === size) yield flush(log.head(), digest);
  }
  yield `${exportLine.end(size, digest.digest('hex'))}\n`;
}

function flush({ lines }: SampleExport, digest: ReturnType<typeof createHash>): string {
  const text = lines
    .splice(0)
    .map((line) => `${line}\n`)
    .join('');
  digest.update(text);
  return text;
}
