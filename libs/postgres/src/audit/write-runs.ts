import type pg from 'pg';
import { comesLate, type ImageRun, type IndexBatch, runsAltered, term, termsOfImage } from '#libs/audit';
import { rowsText } from '../view/rows-text.js';
import { stretchesOf } from './blocks.js';
import { timestamp } from '../view/view-rows.js';

/** Brings the runs of images to where a batch of the audit index goes. */
export async function writeRuns(client: pg.PoolClient, { steps, wholeRuns }: IndexBatch): Promise<void> {
  const streams = [...steps.keys()];
  if (streams.length === 0) return;
  const { rows } = await client.query<Known>({ name: 'audit_known_runs', text: KNOWN, values: [streams] });
  const known = new Map(rows.map((row) => [row.stream_id, row]));
  const ended: object[] = [];
  const begun: object[] = [];
  const replaced: number[] = [];
  for (const [streamId, own] of steps) {
    const { last_at: last, images } = known.get(streamId) ?? UNKNOWN;
    if (comesLate(last === null ? -Infinity : Number(last), own)) {
      replaced.push(streamId);
      begun.push(...(await wholeRuns(streamId)).map((run) => runRow(streamId, run)));
      continue;
    }
    const altered = runsAltered(new Map(Object.entries(images ?? {})), own);
    ended.push(...altered.ended.map((run) => endedRow(streamId, run)));
    begun.push(...altered.begun.map((run) => runRow(streamId, run)));
  }
  const last = [...steps].map(([streamId, own]) => lastRow(streamId, Math.max(...own.map(({ at }) => at))));
  const values = [replaced, ...[ended, begun, last].map((each) => rowsText(each as Record<string, unknown>[]))];
  for (const { name, text, of } of STATEMENTS) await client.query({ name, text, values: [values[of]] });
}

type Known = Readonly<{ stream_id: number; last_at: string | null; images: Readonly<Record<string, string>> | null }>;

const UNKNOWN = { last_at: null, images: null };

const KNOWN = `select s.stream_id, (extract(epoch from s.last_at) * 1000)::bigint as last_at,
    (select json_object_agg(container, image) from audit.image_run r where r.stream_id = s.stream_id and taken_out is null) as images
  from audit.stream s where s.stream_id = any($1::int[])`;

// In this order: what is replaced may end and begin anew.
const STATEMENTS = [
  { name: 'audit_runs_gone', of: 0, text: 'delete from audit.image_run where stream_id = any($1::int[])' },
  {
    name: 'audit_runs_ended',
    of: 1,
    text: `update audit.image_run r set until = e.until, taken_out = e.taken_out
      from json_to_recordset($1::json) as e(stream_id int, container text, until timestamptz, taken_out bigint)
      where r.stream_id = e.stream_id and r.container = e.container and r.taken_out is null`,
  },
  {
    name: 'audit_runs_begun',
    of: 2,
    text: 'insert into audit.image_run select * from json_populate_recordset(null::audit.image_run, $1::json)',
  },
  {
    name: 'audit_last_moments',
    of: 3,
    text: `insert into audit.stream as s (stream_id, last_at)
      select * from json_to_recordset($1::json) as r(stream_id int, last_at timestamptz)
      on conflict (stream_id) do update set last_at = greatest(s.last_at, excluded.last_at)`,
  },
] as const;

function runRow(streamId: number, run: ImageRun) {
  const { container, image, since, broughtIn, until = Infinity, takenOut } = run;
  return {
    stream_id: streamId,
    container,
    image,
    terms: [...termsOfImage(image), ...stretchesOf(broughtIn).map(term.window)],
    since: timestamp(since),
    until: timestamp(until),
    brought_in: String(broughtIn),
    taken_out: takenOut === undefined ? null : String(takenOut),
  };
}

function endedRow(
  streamId: number,
  { container, until, takenOut }: Readonly<{ container: string; until: number; takenOut: bigint }>,
) {
  return { stream_id: streamId, container, until: timestamp(until), taken_out: String(takenOut) };
}

function lastRow(streamId: number, at: number) {
  return { stream_id: streamId, last_at: timestamp(at) };
}
