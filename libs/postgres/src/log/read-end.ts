import type pg from 'pg';
import type { StreamName, StreamTip } from '#libs/event-store';
import type { PreparedChange } from './prepared-change.js';
import { streamTip, TIP_FROM, type TipRow } from './stream-rows.js';
import type { LogEnd, TipMemory } from './tip-memory.js';

/** The log's end and the batch's own streams, read while the log is held. */
export type ReadEnd = Readonly<{
  end: LogEnd;
  own: readonly StreamTip[];
  now: number;
  transaction: string;
  erasures: number;
}>;

export async function readEnd(
  client: pg.Client,
  batch: readonly PreparedChange[],
  memory: TipMemory,
): Promise<ReadEnd> {
  const streams = [
    ...new Map(batch.map(({ change: { stream } }) => [`${stream.cluster}/${stream.uid}`, stream])).values(),
  ];
  if (!memory.isLikelyToKnow(streams)) return readWhole(client, streams, memory);
  const { rows } = await client.query<NewestRow>({ name: 'rollbook_newest', text: NEWEST });
  const [row] = rows;
  const known = row && memory.recall(BigInt(row.position), streams);
  return known ? { ...known, ...transactionOf(row) } : readWhole(client, streams, memory);
}

const NEWEST = `
  select coalesce((select max(position) from log.event), 0) as position,
    floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now, pg_current_xact_id()::text as transaction,
    coalesce((select max(id) from log.erasure), 0) as erasures`;

type NewestRow = { position: string; now: string; transaction: string; erasures: number };

// The end, and beside it the streams: one row at least, without a stream.
const WHOLE = `
  select * from (
    select
      coalesce((select max(position) from log.event), 0) as position,
      coalesce((select extract(epoch from recorded_at) * 1000 from log.change order by id desc limit 1), 0)::bigint as recorded_at,
      coalesce((select max(id) from log.stream), 0) as newest_stream,
      coalesce((select max(id) from log.actor), 0) as newest_actor,
      coalesce((select max(id) from log.provenance), 0) as newest_provenance,
      floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      pg_current_xact_id()::text as transaction,
      coalesce((select max(id) from log.erasure), 0) as erasures
  ) tip left join (
    ${TIP_FROM('unnest($1::text[], $2::text[]) wanted(uid, cluster) join log.stream s using (uid, cluster)')}
  ) own on true`;

type EndRow = NewestRow & {
  recorded_at: string;
  newest_stream: number;
  newest_actor: number;
  newest_provenance: number;
};

async function readWhole(client: pg.Client, streams: readonly StreamName[], memory: TipMemory): Promise<ReadEnd> {
  const values = [streams.map(({ uid }) => uid), streams.map(({ cluster }) => cluster)];
  const query = { name: 'rollbook_end', text: WHOLE, values };
  const { rows } = await client.query<EndRow & (TipRow | { id: null })>(query);
  const [row] = rows;
  if (row === undefined) throw new Error('the log did not say where it ends');
  const end = {
    position: BigInt(row.position),
    recordedAt: Number(row.recorded_at),
    streamId: row.newest_stream,
    actorId: row.newest_actor,
    provenanceId: row.newest_provenance,
  };
  const own = rows.flatMap((tip) => (tip.id === null ? [] : streamTip(tip)));
  memory.read(end, own);
  return { end, own, ...transactionOf(row) };
}

function transactionOf({ now, transaction, erasures }: NewestRow) {
  return { now: Number(now), transaction, erasures };
}
