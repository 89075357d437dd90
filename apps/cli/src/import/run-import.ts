import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { readConfig } from '#libs/config';
import { wasUnavailable } from '#libs/event-store';
import { clusterContext } from '#libs/ingest';
import {
  checkMasterKey,
  livingStreamsOf,
  openPool,
  PostgresEventStore,
  PostgresSettings,
  recordAttempts,
} from '#libs/postgres';
import { readMasterKey } from '#libs/sealing';
import { withDatabase } from '../with-database.js';
import { type Feeding, feedLog } from './feed-log.js';
import { ImportReport } from './import-report.js';
import type { ImportLog, ImportSource } from './import-source.js';
import { ReportFile } from './report-file.js';

export type ImportFlags = Readonly<{ report?: string }>;

/** How an import ends, beside 0; 1 when it did not come to its end. */
const SOME_UNREADABLE = 2;
const INTERRUPTED = 130;

// Far longer than any question of an import takes: Postgres is gone, or the way to it.
const queryMilliseconds = 30_000;
const CLOSE_MILLISECONDS = 5000;

/** The database went away. */
class ImportBrokenOff extends Error {
  readonly code = 'ImportBrokenOff';
  constructor(override readonly cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the import broke off: ${reason}. What was recorded stays: run it again to go on`);
  }
}

/** Imports a source into the database in use, and says what it took and what it passed over. */
export async function runImport(source: ImportSource, { report: path }: ImportFlags): Promise<void> {
  const masterKey = await readMasterKey(readConfig().masterKeyFile);
  const report = new ImportReport();
  const bar = progressBar(source);
  const isStopped = listenForStop(bar);
  let reached = 0;
  await withDatabase(async (url) => {
    const pool = openPool(url, { size: 8, applicationName: 'rollbook import', masterKey, queryMilliseconds });
    const store = new PostgresEventStore({ url, pool });
    const file = path === undefined ? undefined : new ReportFile(path);
    const onProgress = (done: number): void => {
      reached = done;
      bar.update(done);
    };
    const feeding: Feeding = {
      log: {
        store,
        contextOf: contexts(new PostgresSettings(pool)),
        livingIn: (place) => livingStreamsOf(pool, place),
        recordAttempts: (attempts) => recordAttempts(pool, attempts),
      },
      report,
      file,
      onProgress,
      isStopped,
    };
    try {
      await checkMasterKey(pool);
      await feedLog(source, feeding).finally(() => file?.close());
    } catch (error) {
      throw wasUnavailable(error) ? new ImportBrokenOff(error) : error;
    } finally {
      bar.stop();
      await closedInTime(store.close().then(() => pool.end()));
    }
  });
  const stoppedAt = isStopped() ? `stopped at ${reached} of ${source.total} ${source.unit}` : undefined;
  process.stdout.write(`${said(report, stoppedAt)}\n`);
  process.exitCode = isStopped() ? INTERRUPTED : report.hasTrouble ? SOME_UNREADABLE : 0;
}

// Who does not answer does not say goodbye, either.
async function closedInTime(closing: Promise<void>): Promise<void> {
  const late = new AbortController();
  const waited = sleep(CLOSE_MILLISECONDS, undefined, { signal: late.signal });
  await Promise.race([closing, waited]).finally(() => late.abort());
}

// A second Ctrl-C ends it at once: nothing is lost by that, either, and the terminal is given back as it was.
function listenForStop(bar: SingleBar): () => boolean {
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopped = true;
      bar.update({ note: ' | stopping' });
      process.once(signal, () => {
        bar.stop();
        process.kill(process.pid, signal);
      });
    });
  return () => stopped;
}

function progressBar({ unit, total }: ImportSource): SingleBar {
  const format = `import [{bar}] {percentage}% | {value} of {total} ${unit} | {duration_formatted}{note}`;
  // Gigabytes, too, fit into 80 columns.
  const bar = new SingleBar({ format, stream: process.stderr, barsize: 18 }, Presets.shades_classic);
  bar.start(total, 0, { note: '' });
  return bar;
}

function contexts(settings: PostgresSettings): ImportLog['contextOf'] {
  const known = new Map<string, ReturnType<ImportLog['contextOf']>>();
  return (cluster) => {
    const context = known.get(cluster) ?? clusterContext(settings, cluster);
    known.set(cluster, context);
    return context;
  };
}

function said(report: ImportReport, stoppedAt: string | undefined): string {
  const lines = report.lines();
  if (stoppedAt !== undefined) return [...lines, `${stoppedAt}: run it again to go on from there`].join('\n');
  return lines.length === 0 ? 'nothing was found' : lines.join('\n');
}
