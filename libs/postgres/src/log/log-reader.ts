import type pg from 'pg';
import type {
  KeyPlace,
  KnownKey,
  Leaf,
  Payload,
  RecordedChange,
  RecordedEvent,
  Stream,
  StreamKind,
} from '#libs/event-store';
import { type PersonalOpener, personalOpener } from '../person/personal-opener.js';
import { KEYS, knownKey, type KeyRow } from './key-rows.js';
import { streamOf, type StreamRow } from './stream-rows.js';
import {
  changesOf,
  EVENT_COLUMNS,
  eventOf,
  JOINED,
  RECORDED,
  type EventColumns,
  type RecordedRow,
} from './recorded-rows.js';
import { LEAVES, leafOf, type LeafRow } from './leaf-rows.js';
import { TemplateReader } from './template-reader.js';

/** Reads the log: one statement a question, and one more for templates not met before. */
export class LogReader {
  private readonly templates: TemplateReader;
  private readonly opener: PersonalOpener;

  constructor(private readonly pool: pg.Pool) {
    this.templates = new TemplateReader(pool);
    this.opener = personalOpener(pool);
  }

  async findByIdempotencyKey({ cluster, namespace }: KeyPlace, key: string): Promise<KnownKey | undefined> {
    const values = [[cluster], [namespace], [key]];
    const { rows } = await this.pool.query<KeyRow>({ name: 'rollbook_keys', text: KEYS, values });
    return rows[0] && knownKey(rows[0]);
  }

  findStream(cluster: string, namespace: string, name: string, kind?: StreamKind): Promise<Stream | undefined> {
    const values = [cluster, namespace, name, kind ?? 'Deployment'];
    return this.stream({ name: 'rollbook_stream_by_name', text: STREAM_BY_NAME, values });
  }

  streamByUid(cluster: string, uid: string): Promise<Stream | undefined> {
    return this.stream({ name: 'rollbook_stream_by_uid', text: STREAM_BY_UID, values: [cluster, uid] });
  }

  streamById(id: number): Promise<Stream | undefined> {
    return this.stream({ name: 'rollbook_stream_by_id', text: STREAM_BY_ID, values: [id] });
  }

  readStream(streamId: number, after: number, limit: number): Promise<readonly RecordedChange[]> {
    return this.changes({ name: 'rollbook_read_stream', text: STREAM, values: [streamId, after, limit] });
  }

  readLog(after: bigint, limit: number): Promise<readonly RecordedChange[]> {
    return this.changes({ name: 'rollbook_read_log', text: LOG, values: [after, limit] });
  }

  readChanges(numbers: readonly bigint[]): Promise<readonly RecordedChange[]> {
    return this.changes({ name: 'rollbook_read_changes', text: CHANGES, values: [numbers] });
  }

  async readLatestOfTypes(
    streamId: number,
    types: readonly string[],
    upTo?: number,
  ): Promise<readonly RecordedEvent[]> {
    const { rows } = await this.pool.query<EventColumns>({
      name: 'rollbook_latest_of_types',
      text: LATEST_OF_TYPES,
      values: [streamId, types, upTo ?? LARGEST_INT],
    });
    const templates = await this.templatesOf(rows);
    return rows.map((row) => eventOf(row, templates));
  }

  async streamPositionAt(streamId: number, time: number): Promise<number> {
    const values = [streamId, Math.floor(time)];
    const query = { name: 'rollbook_stream_position_at', text: STREAM_POSITION_AT, values };
    const { rows } = await this.pool.query<{ stream_position: number }>(query);
    return rows[0]?.stream_position ?? 0;
  }

  readTemplates(hashes: readonly string[]): Promise<ReadonlyMap<string, Payload>> {
    return this.templates.read(hashes);
  }

  async readLeaves(after: bigint, limit: number): Promise<readonly Leaf[]> {
    const { rows } = await this.pool.query<LeafRow>({ name: 'rollbook_leaves', text: LEAVES, values: [after, limit] });
    return rows.map(leafOf);
  }

  async head(): Promise<bigint> {
    const { rows } = await this.pool.query<{ head: string }>({ name: 'rollbook_head', text: HEAD });
    return BigInt(rows[0]?.head ?? 0);
  }

  private async stream(query: pg.QueryConfig): Promise<Stream | undefined> {
    const { rows } = await this.pool.query<StreamRow>(query);
    return rows[0] && streamOf(rows[0]);
  }

  private async changes(query: pg.QueryConfig): Promise<readonly RecordedChange[]> {
    const { rows } = await this.pool.query<RecordedRow>(query);
    return changesOf(rows, { templates: await this.templatesOf(rows), opener: this.opener });
  }

  private templatesOf(rows: readonly EventColumns[]): Promise<ReadonlyMap<string, Payload>> {
    return this.templates.read(rows.flatMap(({ template_hash: hash }) => hash ?? []));
  }
}

const LARGEST_INT = 2 ** 31 - 1;

const STREAM_COLUMNS = 'id, kind, cluster, namespace, name, uid, opened_at, ended_at';

// One that lives may be older than one that was told late.
const STREAM_BY_NAME = `
  select ${STREAM_COLUMNS} from log.stream where cluster = $1 and namespace = $2 and name = $3 and kind = $4
  order by ended_at is null desc, id desc limit 1`;

const STREAM_BY_UID = `select ${STREAM_COLUMNS} from log.stream where cluster = $1 and uid = $2`;

const STREAM_BY_ID = `select ${STREAM_COLUMNS} from log.stream where id = $1`;

const LOG = `
  select ${RECORDED} from (select * from log.change where id > $1 order by id limit $2) c ${JOINED}`;

// A change's number is the position of its first event. Asked as `>=`, for Postgres takes an equality for so rare that it
// reads the whole table rather than twenty rows in the order of the index.
const STREAM = `
  select ${RECORDED} from (
    select position as first from log.event
    where stream_id = $1 and stream_position > $2 and change_id >= position
    order by stream_position limit $3
  ) page cross join lateral (select * from log.change where id = page.first limit 1) c ${JOINED}`;

const CHANGES = `
  select ${RECORDED} from (select * from log.change where id = any($1::bigint[])) c ${JOINED}`;

const LATEST_OF_TYPES = `
  select ${EVENT_COLUMNS} from unnest($2::text[]) wanted(type)
  join lateral (
    select * from log.event
    where stream_id = $1 and (type, stream_position) <= (wanted.type, $3)
    order by type desc, stream_position desc limit 1
  ) e on e.type = wanted.type
  order by e.stream_position`;

const STREAM_POSITION_AT = `
  select e.stream_position from (
    select id + event_count - 1 as last from log.change
    where stream_id = $1 and occurred_at <= timestamptz 'epoch' + $2::bigint * interval '1 ms'
    order by occurred_at desc, id desc limit 1
  ) c join log.event e on e.position = c.last`;

const HEAD = 'select coalesce(max(position), 0) as head from log.event';
