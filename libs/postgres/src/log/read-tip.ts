import type pg from 'pg';
import type { Appended, KnownKey, KnownTip, Stream, StreamTip } from '#libs/event-store';
import type { KnownNumbers } from './interned.js';
import type { PreparedChange } from './prepared-change.js';
import type { StoredOnce } from './stored-once.js';

/** The log's end as a batch needs it, read while the log is held. */
export type HeldTip = KnownTip &
  Readonly<{
    /** The database's clock. */
    now: number;
    actors: Numbers;
    provenances: Numbers;
    /** The transaction's own number: by it, its outcome can be asked for later. */
    transaction: string;
  }>;

/** What is stored once by content, as far as it has a number, and the newest number of all. */
type Numbers = Readonly<{ known: KnownNumbers; newest: number }>;

/** Sends the questions at once; the client is in pipeline mode, in a transaction that has the lock. */
export async function readTip(
  client: pg.Client,
  batch: readonly PreparedChange[],
  { actors, provenances }: Pick<StoredOnce, 'actors' | 'provenances'>,
): Promise<HeldTip> {
  const [{ end, own }, living, keys] = await Promise.all([
    readEnd(client, batch),
    readLivingStreams(client, batch),
    readKeys(client, batch),
    actors.load(
      client,
      batch.map(({ actor }) => actor.hash),
    ),
    provenances.load(
      client,
      batch.flatMap(({ origin }) => origin?.hash ?? []),
    ),
  ]);
  return {
    position: BigInt(end.position),
    recordedAt: Number(end.recorded_at),
    streamId: end.newest_stream,
    now: Number(end.now),
    transaction: end.transaction,
    streams: [...living, ...own],
    keys,
    actors: { known: actors, newest: end.newest_actor },
    provenances: { known: provenances, newest: end.newest_provenance },
  };
}

const TIP_COLUMNS = `s.id, s.cluster, s.namespace, s.name, s.uid, s.opened_at, s.ended_at, last.stream_position`;
const LAST_EVENT = `
  cross join lateral (
    select stream_position from log.event where stream_id = s.id order by stream_position desc limit 1
  ) last`;

// The end of the log, and beside it the batch's own streams: one row at least, without a stream.
const END = `
  select * from (
    select
      coalesce((select max(position) from log.event), 0) as position,
      coalesce((select extract(epoch from recorded_at) * 1000 from log.change order by id desc limit 1), 0)::bigint as recorded_at,
      coalesce((select max(id) from log.stream), 0) as newest_stream,
      coalesce((select max(id) from log.actor), 0) as newest_actor,
      coalesce((select max(id) from log.provenance), 0) as newest_provenance,
      floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      pg_current_xact_id()::text as transaction
  ) tip left join (
    select ${TIP_COLUMNS} from unnest($1::text[], $2::text[]) wanted(uid, cluster)
    join log.stream s using (uid, cluster) ${LAST_EVENT}
  ) own on true`;

type EndRow = {
  position: string;
  recorded_at: string;
  newest_stream: number;
  newest_actor: number;
  newest_provenance: number;
  now: string;
  transaction: string;
};

async function readEnd(client: pg.Client, batch: readonly PreparedChange[]) {
  const streams = new Map(batch.map(({ change: { stream } }) => [`${stream.cluster}/${stream.uid}`, stream]));
  const wanted = [...streams.values()];
  const values = [wanted.map(({ uid }) => uid), wanted.map(({ cluster }) => cluster)];
  const query = { name: 'rollbook_end', text: END, values };
  const { rows } = await client.query<EndRow & (TipRow | { id: null })>(query);
  const [end] = rows;
  if (end === undefined) throw new Error('the log did not say where it ends');
  return { end, own: rows.flatMap((row) => (row.id === null ? [] : streamTip(row))) };
}

const LIVING_STREAMS = `
  select ${TIP_COLUMNS} from unnest($1::text[], $2::text[], $3::text[]) wanted(cluster, namespace, name)
  join log.stream s using (cluster, namespace, name) ${LAST_EVENT}
  where s.ended_at is null`;

async function readLivingStreams(client: pg.Client, batch: readonly PreparedChange[]): Promise<readonly StreamTip[]> {
  const opening = batch.filter(({ change }) => change.expected === 'none').map(({ change }) => change.stream);
  if (opening.length === 0) return [];
  const values = [opening.map((s) => s.cluster), opening.map((s) => s.namespace), opening.map((s) => s.name)];
  const { rows } = await client.query<TipRow>({ name: 'rollbook_living_streams', text: LIVING_STREAMS, values });
  return rows.map(streamTip);
}

export const KEYS = `
  select c.idempotency_key, c.idempotency_request, c.id as change, c.event_count,
    (extract(epoch from c.recorded_at) * 1000)::bigint as recorded_at,
    s.id, s.cluster, s.namespace, s.name, s.uid, s.opened_at, s.ended_at, e.stream_position
  from log.change c
  join log.stream s on s.id = c.stream_id
  join log.event e on e.position = c.id + c.event_count - 1
  where c.idempotency_key = any($1::text[])`;

async function readKeys(client: pg.Client, batch: readonly PreparedChange[]): Promise<ReadonlyMap<string, KnownKey>> {
  const keys = batch.flatMap(({ change }) => change.idempotency?.key ?? []);
  if (keys.length === 0) return new Map();
  const { rows } = await client.query<KeyRow>({ name: 'rollbook_keys', text: KEYS, values: [keys] });
  return new Map(rows.map((row) => [row.idempotency_key, knownKey(row)]));
}

export type StreamRow = {
  id: number;
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  opened_at: string;
  ended_at: string | null;
};

type TipRow = StreamRow & { stream_position: number };

export type KeyRow = TipRow & {
  idempotency_key: string;
  idempotency_request: Buffer;
  change: string;
  event_count: number;
  recorded_at: string;
};

function streamTip(row: TipRow): StreamTip {
  return { stream: streamOf(row), streamPosition: row.stream_position };
}

export function streamOf({ id, cluster, namespace, name, uid, opened_at, ended_at }: StreamRow): Stream {
  const stream = { id, cluster, namespace, name, uid, openedAt: BigInt(opened_at) };
  return ended_at === null ? stream : { ...stream, endedAt: BigInt(ended_at) };
}

/** What was answered when the key was new: a stream that ended later had not ended then. */
export function knownKey(row: KeyRow): KnownKey {
  const change = BigInt(row.change);
  const position = change + BigInt(row.event_count) - 1n;
  const ended_at = row.ended_at !== null && BigInt(row.ended_at) <= position ? row.ended_at : null;
  const appended: Appended = {
    change,
    position,
    streamPosition: row.stream_position,
    stream: streamOf({ ...row, ended_at }),
    recordedAt: Number(row.recorded_at),
    duplicate: false,
  };
  return { appended, request: row.idempotency_request.toString('hex') };
}
