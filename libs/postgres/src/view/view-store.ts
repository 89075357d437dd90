import pg from 'pg';
import {
  type Parking,
  type StoredCheckpoint,
  type ViewStore,
  ViewsUnsavable,
  type ViewWrites,
} from '#libs/projections';
import { timestamp, viewRows } from './view-rows.js';
import { VIEW_TABLES, WRITE_PARAMETERS } from './view-tables.js';
import { writeStatement } from './write-statement.js';

/** `view` is what readers see; `view_next` is being built beside it. */
export type ViewSchema = 'view' | 'view_next';

/** Whoever writes to `view` holds this shared; a rebuild that switches takes it alone. "rollbook" in ASCII, cut, and 3. */
export const VIEW_LOCK = 0x726f6c6c03;

/** The views in Postgres: rows and checkpoint of a stream are saved by one statement. */
export class PostgresViewStore implements ViewStore {
  private readonly statements: Statements;

  constructor(
    private readonly pool: pg.Pool,
    private readonly schema: ViewSchema = 'view',
  ) {
    this.statements = statementsFor(schema);
  }

  async load(streamId: number): Promise<StoredCheckpoint | undefined> {
    const { rows } = await this.pool.query<CheckpointRow>(this.statements.load(streamId));
    return rows[0] && storedCheckpoint(rows[0]);
  }

  save(writes: ViewWrites): Promise<boolean> {
    return this.locked((client) => this.write(client, writes));
  }

  replace(streamId: number, base: number, folds: Iterable<ViewWrites>): Promise<boolean> {
    return this.locked(async (client) => {
      const { rows } = await client.query<{ at: number }>(this.statements.lock, [streamId]);
      if ((rows[0]?.at ?? 0) !== base) return false;
      await client.query(this.statements.clear, [streamId]);
      for (const writes of folds) if (!(await this.write(client, writes))) return false;
      return true;
    });
  }

  async park({ streamId, base, version, reason }: Parking): Promise<void> {
    await this.locked(async (client) => {
      await client.query(this.statements.park, [streamId, base, version, reason.replaceAll('\0', '\ufffd')]);
      return true;
    });
  }

  private async write(client: pg.PoolClient, writes: ViewWrites): Promise<boolean> {
    const { rows } = await client.query<{ saved: number }>(this.statements.write(writes));
    return rows[0]?.saved === 1;
  }

  // The lock is asked for before the statement that writes is read: after a switch it must find the new tables.
  private async locked(work: (client: pg.PoolClient) => Promise<boolean>): Promise<boolean> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(this.schema === 'view' ? `begin; select pg_advisory_xact_lock_shared(${VIEW_LOCK})` : 'begin');
      const done = await work(client);
      await client.query(done ? 'commit' : 'rollback');
      return done;
    } catch (error) {
      await client.query('rollback').catch((cause: unknown) => (broken = cause as Error));
      throw isAboutRows(error) ? new ViewsUnsavable(error.message) : error;
    } finally {
      client.release(broken);
    }
  }
}

// Data exceptions, violated constraints, and what is too large for Postgres.
function isAboutRows(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? '');
}

type CheckpointRow = Readonly<{
  stream_position: number;
  position: string;
  version: number;
  snapshot: string | null;
  parked_reason: string | null;
}>;

function storedCheckpoint(row: CheckpointRow): StoredCheckpoint {
  return {
    streamPosition: row.stream_position,
    position: BigInt(row.position),
    version: row.version,
    ...(row.snapshot !== null && { snapshot: row.snapshot }),
    ...(row.parked_reason !== null && { parkedReason: row.parked_reason }),
  };
}

type Statements = ReturnType<typeof statementsFor>;

function statementsFor(schema: ViewSchema) {
  const write = writeStatement(schema);
  const load = `select stream_position, position, version, snapshot::text, parked_reason from ${schema}.checkpoint where stream_id = $1`;
  const gone = ['checkpoint', ...VIEW_TABLES.map(({ name }) => name)].map(
    (table) => `${table}_gone as (delete from ${schema}.${table} where stream_id = $1)`,
  );
  return {
    load: (streamId: number) => ({ name: `${schema}_load`, text: load, values: [streamId] }),
    write: (writes: ViewWrites) => ({ name: `${schema}_write`, text: write, values: writeValues(writes) }),
    lock: `select stream_position as at from ${schema}.checkpoint where stream_id = $1 for update`,
    clear: `with ${gone.join(', ')} select`,
    park: `with parked as (
        insert into ${schema}.checkpoint as c (stream_id, stream_position, position, version, parked_reason, parked_at)
        select $1::int, 0, 0, $3::int, $4, now()
        where $2::int = 0 or exists (select from ${schema}.checkpoint where stream_id = $1)
        on conflict (stream_id) do update set parked_reason = excluded.parked_reason, parked_at = excluded.parked_at
          where c.stream_position = $2 and c.version = excluded.version
        returning stream_id
      )
      select pg_notify('rollbook_view', stream_id || ':parked') from parked`,
  };
}

function writeValues(writes: ViewWrites): unknown[] {
  const { checkpoint, cut } = writes;
  const parameters: Record<(typeof WRITE_PARAMETERS)[number], unknown> = {
    streamId: writes.streamId,
    base: writes.base,
    streamPosition: checkpoint.streamPosition,
    position: checkpoint.position,
    snapshot: checkpoint.snapshot,
    version: checkpoint.version,
    cutFrom: timestamp(cut.from),
    cutRolloutsFrom: timestamp(cut.rolloutsFrom),
    cutEventsAfter: cut.eventsAfter,
  };
  const rows = viewRows(writes);
  return [...WRITE_PARAMETERS.map((name) => parameters[name]), ...VIEW_TABLES.map(({ name }) => rows[name])];
}
