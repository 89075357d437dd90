import { openPool } from '#libs/postgres';

/** The event that made the first namespace, 10,000 times more, which nobody wants to wait for one by one: a watch from before has expired then. */
export async function addManyEvents(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl);
  try {
    for (const statement of COPIES) await pool.query(statement);
  } finally {
    await pool.end();
  }
}

const FIRST = `select c.* from log.change c join log.stream s on s.id = c.stream_id where s.kind = 'Namespace' order by c.id limit 1`;

const COPIES = [
  `insert into log.change (id, occurred_at, recorded_at, stream_id, actor_id, provenance_id, event_count, source, summary)
    select last.id + n, last.recorded_at, last.recorded_at, c.stream_id, c.actor_id, c.provenance_id, 1, c.source, c.summary
    from (${FIRST}) c,
      (select id + event_count - 1 as id, recorded_at from log.change order by id desc limit 1) last, generate_series(1, 10000) n`,
  `insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload, leaf_hash)
    select c.id, c.id, e.stream_id, e.stream_position + row_number() over (order by c.id), e.schema_version, e.type, e.payload, e.leaf_hash
    from (select e.* from log.event e join (${FIRST}) first on first.id = e.change_id) e,
      (select id from log.change order by id desc limit 10000) c`,
];
