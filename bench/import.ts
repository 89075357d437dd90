import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRepository, readCommits } from '#libs/git';
import { NEWEST_RELEASE } from '#libs/kubernetes';
import { openPool, PostgresEventStore } from '#libs/postgres';
import { feedLog } from '../apps/cli/src/import/feed-log.js';
import { auditSource } from '../apps/cli/src/import/import-audit.js';
import { gitSource } from '../apps/cli/src/import/import-git.js';
import { ImportReport } from '../apps/cli/src/import/import-report.js';
import type { ImportSource } from '../apps/cli/src/import/import-source.js';
import { makeRepository } from '../test/support/git-repository.js';
import { ManifestRepository } from '../test/support/manifest-repository.js';
import { auditEvent } from './audit-event.js';
import { type Figure, median } from './figure.js';

const COMMITS = 2000;
const LINES = 5000;
const ROUNDS = 3;
const ROW = JSON.stringify({ text: 'x'.repeat(1200) });

/** How fast history comes in: from git against git alone, from an audit file against a bare INSERT of as many rows. */
export async function benchImport(url: string): Promise<readonly Figure[]> {
  const pool = openPool(url, { size: 4 });
  const store = new PostgresEventStore({ url, pool });
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-bench-'));
  const history = new ManifestRepository();
  for (let number = 0; number < COMMITS; number += 1) history.commitAnything();
  const repository = await makeRepository(history.commits);
  try {
    const file = join(folder, 'audit.ndjson');
    await writeFile(file, auditLines());
    await pool.query('create table bare_row (position bigserial primary key, payload jsonb not null)');
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const cluster = `round-${round}`;
      rounds.push({
        alone: await seconds(() => readAlone(repository.folder)),
        git: await seconds(async () => feed(await gitSource(repository.folder, { cluster, namespace: 'x' }), store)),
        rows: await seconds(() => pool.query(INSERT, [Array(LINES).fill(ROW)])),
        audit: await seconds(async () => feed(await auditSource([file], { cluster: `${cluster}-audit` }), store)),
      });
    }
    const middle = (what: keyof Round): number => median(rounds.map((round) => round[what]));
    return [
      figure('import of 2,000 commits', {
        own: COMMITS / middle('git'),
        floor: COMMITS / middle('alone'),
        unit: 'commits/s',
        of: 'git log alone',
      }),
      figure('import of an audit file', {
        own: LINES / middle('audit'),
        floor: LINES / middle('rows'),
        unit: 'lines/s',
        of: 'bare INSERT',
      }),
    ];
  } finally {
    await store.close();
    await pool.end();
    await repository.discard();
    await rm(folder, { recursive: true });
  }
}

const INSERT = 'insert into bare_row (payload) select * from unnest($1::jsonb[])';

/** Seconds. */
type Round = Readonly<{ alone: number; git: number; rows: number; audit: number }>;

type Measured = Readonly<{ own: number; floor: number; unit: string; of: string }>;

function figure(name: string, { own, floor, unit, of }: Measured): Figure {
  const [value, against] = [`${Math.round(own)} ${unit}`, `${Math.round(floor)} ${unit} by ${of}`];
  return { name, value, floor: against, ratio: own / floor, goal: 'at least 1,000 a second', reached: own >= 1000 };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function readAlone(folder: string): Promise<void> {
  for await (const _ of readCommits(await openRepository(folder), ['**/*.yaml']));
}

async function feed(source: ImportSource, store: PostgresEventStore): Promise<void> {
  const contextOf = () => Promise.resolve({ release: NEWEST_RELEASE, podLifeRules: [] });
  const quiet = { onProgress: () => undefined, isStopped: () => false };
  const log = { store, contextOf, livingIn: () => Promise.resolve([]), recordAttempts: () => Promise.resolve(0) };
  await feedLog(source, { log, report: new ImportReport(), ...quiet });
}

/** Fifty Deployments that are rolled out a hundred times each, by turns. */
function auditLines(): string {
  return Array.from({ length: LINES }, (_, number) => `${JSON.stringify(auditEvent(number, { names: 50 }))}\n`).join(
    '',
  );
}
