import type { Pool } from 'pg';

/** A change of the log: the position of its last event, and its two times. */
export type LogChange = Readonly<{ position: string; recordedAt: Date; occurredAt: Date }>;

const COLUMNS = `id + event_count - 1 as position, recorded_at as "recordedAt", occurred_at as "occurredAt"`;

const HEAD = `select ${COLUMNS} from log.change order by id desc limit 1`;

/** The newest change; undefined while there is none. */
export async function readHead(pool: Pool): Promise<LogChange | undefined> {
  const { rows } = await pool.query<LogChange>({ name: 'watch_head', text: HEAD });
  return rows[0];
}

const BEFORE = `select ${COLUMNS} from log.change where id <= $1 and id + event_count - 1 <= $1 order by id desc limit 1`;

/** The newest change whose events all lie up to a position. */
export async function findChangeBefore(pool: Pool, position: bigint): Promise<LogChange | undefined> {
  const { rows } = await pool.query<LogChange>({ name: 'watch_change_before', text: BEFORE, values: [position] });
  return rows[0];
}

/** A stream that changed. */
export type ChangedStreamRow = Readonly<{
  streamId: number;
  kind: string;
  cluster: string;
  namespace: string;
  name: string;
  /** Of the last of its events among them. */
  streamPosition: number;
  firstAt: Date;
  lastAt: Date;
  /** When the last of the changes was recorded. */
  recordedAt: Date;
}>;

export type ChangesWanted = Readonly<{ after: bigint; upTo: bigint; cluster?: string; namespace?: string }>;

const CHANGED = `
  select s.id as "streamId", s.kind, s.cluster, s.namespace, s.name, last.stream_position as "streamPosition",
    c.first_at as "firstAt", c.last_at as "lastAt", c.recorded_at as "recordedAt"
  from (
    select stream_id, max(id + event_count - 1) as position, min(occurred_at) as first_at, max(occurred_at) as last_at,
      max(recorded_at) as recorded_at
    from log.change where id > $1 and id <= $2 group by stream_id
  ) c
  join log.stream s on s.id = c.stream_id
  join log.event last on last.position = c.position
  where ($3::text is null or s.cluster = $3) and ($4::text is null or s.namespace = $4)
  order by c.position`;

/** The streams with changes after a position, up to another. */
export async function readChangedStreams(pool: Pool, wanted: ChangesWanted): Promise<readonly ChangedStreamRow[]> {
  const { after, upTo, cluster, namespace } = wanted;
  const { rows } = await pool.query<ChangedStreamRow>({
    name: 'watch_changed',
    text: CHANGED,
    values: [after, upTo, cluster ?? null, namespace ?? null],
  });
  return rows;
}
