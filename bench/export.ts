import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NewEvent } from '#libs/event-store';
import { exportLog, keepTree, openPool, PostgresEventStore } from '#libs/postgres';
import { fingerprint } from '#libs/proof';
import { makeSigningKey } from '#libs/signing';
import { verifyFile } from '../apps/verify/src/verify-file.js';
import type { Figure } from './figure.js';
import { imageChanged, sampleChange, sampleStream } from './sample-changes.js';

const EVENTS = 20_000;
const STREAMS = 20;
const EVENTS_A_CHANGE = 10;
const MILLION = 1_000_000;
const MOST_SECONDS = 120;
const MOST_SECONDS_TO_VERIFY = 60;

/** How long an export from Postgres to a file takes, and the check of that file: `npm run bench -- export 1000000` for a million events. */
export async function benchExport(url: string, size = EVENTS): Promise<readonly Figure[]> {
  const pool = openPool(url);
  const store = new PostgresEventStore({ url, pool });
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-bench-'));
  try {
    const file = join(folder, 'log.ndjson');
    const key = makeSigningKey();
    await load(store, size);
    for (let kept = await keepTree(pool, key); kept.kind !== 'signed';) kept = await keepTree(pool, key);
    const exporting = await timeOf(() => pipeline(Readable.from(textsOf(pool)), createWriteStream(file)));
    const { size: bytes } = await stat(file);
    const print = fingerprint((text) => createHash('sha256').update(text).digest(), key.publicKey);
    const verifying = await timeOf(() => verifyFile(file, { key: print, head: undefined }));
    return [
      figure(`export of ${size} events (${Math.round(bytes / size)} bytes each)`, exporting, {
        size,
        most: MOST_SECONDS,
      }),
      figure('rollbook verify of that export', verifying, { size, most: MOST_SECONDS_TO_VERIFY }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
    await store.close();
    await pool.end();
  }
}

async function load(store: PostgresEventStore, size: number): Promise<void> {
  const changes = size / EVENTS_A_CHANGE / STREAMS;
  await Promise.all(
    Array.from({ length: STREAMS }, async (_, stream) => {
      for (let number = 0; number < changes; number++) await store.append(changeOf(stream, number));
    }),
  );
}

// One image, and nine of what is small: with a cause, so that each event has a remark to open.
function changeOf(stream: number, number: number) {
  const position = number * EVENTS_A_CHANGE;
  const first = imageChanged(`registry.example.com/shop/web:1.${number}.0`, 900, stream);
  const rest = Array.from({ length: EVENTS_A_CHANGE - 1 }, (_, index): NewEvent => ({
    type: 'DeploymentScaled',
    schemaVersion: 1,
    payload: { replicas: position + index },
  }));
  const change = sampleChange(sampleStream(`web${stream}`), position === 0 ? 'none' : position, first, number);
  return { ...change, events: [first, ...rest] as const, cause: `release ${number} of the shop` };
}

async function* textsOf(pool: ReturnType<typeof openPool>): AsyncGenerator<string> {
  for await (const { text } of exportLog(pool, { persons: 'open', now: Date.now })) yield text;
}

type Taken = Readonly<{ wall: number; cpu: number }>;

async function timeOf(work: () => Promise<unknown>): Promise<Taken> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

function figure(name: string, { wall, cpu }: Taken, { size, most }: Readonly<{ size: number; most: number }>): Figure {
  const ratio = (cpu * MILLION) / size / most;
  return {
    name,
    value: `${cpu.toFixed(1)} s of this process in ${wall.toFixed(1)} s`,
    ratio,
    goal: `at most 1, which is ${most} s a million`,
    reached: ratio <= 1,
  };
}
