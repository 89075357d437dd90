import { stat } from 'node:fs/promises';
import { auditFacts, type AuditOutcome } from '#libs/ingest';
import { DecodingFailed, isJsonObject, type Json, listOf, readJson } from '#libs/kubernetes';
import { FactRecorder } from './fact-recorder.js';
import type { ImportSink, ImportSource } from './import-source.js';
import { readLines } from './read-lines.js';
import type { ReportWhat } from './report-rules.js';
import { type ImportFlags, runImport } from './run-import.js';

export type AuditFlags = ImportFlags & Readonly<{ cluster: string }>;

/** `rollbook import audit` */
export async function importAudit(files: readonly string[], flags: AuditFlags): Promise<void> {
  await runImport(await auditSource(files, flags), flags);
}

/** Bytes of a line: more than a batch of a webhook has. */
const MOST_LINE_BYTES = 32 * 1024 * 1024;

/** Audit logs as an API server writes them: a JSON object a line, of kind Event or EventList. */
export async function auditSource(
  files: readonly string[],
  { cluster }: Pick<AuditFlags, 'cluster'>,
): Promise<ImportSource> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { unit: 'bytes', total, run: (sink) => readFiles({ files, cluster }, sink) };
}

type AuditFiles = Readonly<{ files: readonly string[]; cluster: string }>;

async function readFiles({ files, cluster }: AuditFiles, sink: ImportSink): Promise<void> {
  const recorder = new FactRecorder(sink);
  let before = 0;
  for (const file of files) {
    let read = 0;
    for await (const line of readLines(file, MOST_LINE_BYTES)) {
      await readLine(line.text, { found: `${file}:${line.number}`, cluster, sink, recorder });
      read = line.read;
      if (line.number % LINES_A_STEP === 0 && !(await sink.reached(before + read))) {
        await recorder.flush();
        return;
      }
    }
    before += read;
    await sink.reached(before);
  }
  await recorder.end();
}

const LINES_A_STEP = 100;

type Reading = Readonly<{ found: string; cluster: string; sink: ImportSink; recorder: FactRecorder }>;

async function readLine(text: string | undefined, reading: Reading): Promise<void> {
  const { found, sink } = reading;
  if (text === undefined) sink.pass({ what: 'BrokenLine', found, message: `more than ${MOST_LINE_BYTES} bytes` });
  else if (text.includes('"deployments"')) await takeEvents(eventsOf(text, reading), text.length, reading);
  // Most of a log is about other things: what does not even name them need not be read.
  else if (text.trim() !== '') sink.pass({ what: 'Skipped', found, message: 'another resource' });
}

function eventsOf(text: string, { found, sink }: Reading): readonly Json[] {
  try {
    const { value } = readJson(text);
    return isJsonObject(value) && value.kind === 'EventList' ? listOf(value.items) : [value];
  } catch (error) {
    if (!(error instanceof DecodingFailed)) throw error;
    sink.pass({ what: 'BrokenLine', found, message: error.message });
    return [];
  }
}

async function takeEvents(
  events: readonly Json[],
  bytes: number,
  { found, cluster, sink, recorder }: Reading,
): Promise<void> {
  for (const event of events) {
    const outcome = auditFacts(event, cluster);
    if ('facts' in outcome) for (const fact of outcome.facts) await recorder.take(fact, found, bytes / events.length);
    else if ('collection' in outcome) await recorder.takeCollection(outcome.collection, found);
    else {
      if ('attempt' in outcome) await recorder.takeAttempt(outcome.attempt);
      sink.pass({ ...passedOf(outcome), found });
    }
  }
}

type Passed = Exclude<AuditOutcome, { facts: unknown } | { collection: unknown }>;

function passedOf(outcome: Passed): Readonly<{ what: ReportWhat; message: string }> {
  if ('skipped' in outcome) return { what: 'Skipped', message: outcome.skipped };
  if ('unresolved' in outcome) return { what: 'Unresolved', message: outcome.unresolved };
  const { subject, operation, code } = outcome.attempt;
  return { what: 'Attempt', message: `${operation} by ${subject}: ${code}` };
}
