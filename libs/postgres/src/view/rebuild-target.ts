import type pg from 'pg';
import type { RebuildTarget } from '#libs/projections';
import { streamsBehind } from './streams-behind.js';
import { PostgresViewStore, VIEW_LOCK } from './view-store.js';

/** Another process rebuilds the views already. */
export class RebuildRunning extends Error {
  readonly code = 'RebuildRunning';
  constructor() {
    super('the views are being rebuilt already: wait for that rebuild, or stop it');
  }
}

/**
 * The schema `view_next`, made like `view` and empty, until it takes its place. One process at a time: a lock of the
 * session says so, and goes with the process. What a killed rebuild left behind is thrown away by the next.
 */
export class PostgresRebuildTarget implements RebuildTarget {
  readonly views: PostgresViewStore;

  private constructor(
    private readonly pool: pg.Pool,
    private readonly session: pg.PoolClient,
  ) {
    this.views = new PostgresViewStore(pool, 'view_next');
  }

  /**
   * `pool` must be the rebuild's own: it works while all who write to `view` are made to wait, with their connections.
   * @throws RebuildRunning unless `wait`
   */
  static async open(
    pool: pg.Pool,
    { wait = false }: Readonly<{ wait?: boolean }> = {},
  ): Promise<PostgresRebuildTarget> {
    const session = await pool.connect();
    try {
      const { rows } = await session.query<{ locked: boolean }>(wait ? LOCK : TRY_LOCK, [REBUILD_LOCK]);
      if (rows[0]?.locked !== true) throw new RebuildRunning();
      return new PostgresRebuildTarget(pool, session);
    } catch (error) {
      session.release(true);
      throw error;
    }
  }

  async begin(): Promise<void> {
    await this.session.query(CREATE_NEXT);
  }

  async streams(after: number, limit: number): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ id: number }>(STREAMS, [after, limit]);
    return rows.map(({ id }) => id);
  }

  async behind(limit: number): Promise<readonly number[]> {
    const behind = await streamsBehind(this.pool, { after: 0, limit, schema: 'view_next' });
    return behind.map(({ streamId }) => streamId);
  }

  async switchOver(finish: () => Promise<void>): Promise<void> {
    try {
      await this.session.query(`begin; select pg_advisory_xact_lock(${VIEW_LOCK})`);
      await finish();
      await this.session.query(SWITCH);
      await this.session.query('commit');
    } catch (error) {
      await this.session.query('rollback');
      throw error;
    }
    await this.session.query('drop schema view_old cascade');
  }

  /** Lets another rebuild begin. */
  close(): void {
    this.session.release(true);
  }
}

// "rollbook" in ASCII, cut to 32 bits, and 4.
const REBUILD_LOCK = 0x726f6c6c04;
const TRY_LOCK = 'select pg_try_advisory_lock($1) as locked';
const LOCK = 'select true as locked from (select pg_advisory_lock($1)) waited';
const STREAMS = `select id from log.stream where id > $1 and kind = 'Deployment' order by id limit $2`;
const SWITCH = 'alter schema view rename to view_old; alter schema view_next rename to view';

// Indexes, their names, and who may do what are as in `view`, whatever migrations made them.
const CREATE_NEXT = `
  drop schema if exists view_old cascade;
  drop schema if exists view_next cascade;
  create schema view_next;
  do $$
  declare
    line text;
  begin
    for line in
      select format('create table view_next.%I (like view.%I including all excluding indexes)', relname, relname)
      from pg_class where relnamespace = 'view'::regnamespace and relkind = 'r'
    loop execute line; end loop;
    for line in
      select regexp_replace(pg_get_indexdef(indexrelid), ' ON view\\.', ' ON view_next.')
      from pg_index join pg_class on oid = indexrelid where relnamespace = 'view'::regnamespace and relkind = 'i'
    loop execute line; end loop;
    for line in
      select format('alter table view_next.%I add constraint %I primary key using index %I', relname, conname, conname)
      from pg_constraint join pg_class on pg_class.oid = conrelid
      where connamespace = 'view'::regnamespace and contype = 'p'
    loop execute line; end loop;
    for line in
      select format('grant %s on view_next.%I to %s', privilege_type, relname, coalesce(quote_ident(rolname), 'public'))
      from pg_class cross join aclexplode(relacl) left join pg_roles on pg_roles.oid = grantee
      where relnamespace = 'view'::regnamespace and relkind = 'r' and grantee <> relowner
      union all
      select format('grant %s on schema view_next to %s', privilege_type, coalesce(quote_ident(rolname), 'public'))
      from pg_namespace cross join aclexplode(nspacl) left join pg_roles on pg_roles.oid = grantee
      where nspname = 'view' and grantee <> nspowner
    loop execute line; end loop;
  end
  $$`;
