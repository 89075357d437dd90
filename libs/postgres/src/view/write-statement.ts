import { parameter, VIEW_TABLES, type ViewTable, WRITE_PARAMETERS } from './view-tables.js';

/**
 * The statement that saves the views of one stream and their checkpoint, all or nothing, in one round trip. It does
 * nothing when the checkpoint is not at `base` any more. Rows that are the same already are left alone.
 */
export function writeStatement(schema: string): string {
  return `with ${saved(schema)}, ${VIEW_TABLES.map((table, index) => written(schema, table, index)).join(',\n')}
  select count(*)::int as saved, count(pg_notify('rollbook_view', ${parameter('streamId')}::int || ':' || ${parameter('streamPosition')}::int)) from saved`;
}

// A first checkpoint may only be made where none is expected: rows before `base` would be missing.
function saved(schema: string): string {
  const columns = 'stream_id, stream_position, position, snapshot, version';
  const id = `${parameter('streamId')}::int`;
  const base = `${parameter('base')}::int`;
  return `saved as (
    insert into ${schema}.checkpoint as c (${columns})
    select ${id}, ${parameter('streamPosition')}::int, ${parameter('position')}::bigint, ${parameter('snapshot')}::json, ${parameter('version')}::int
    where ${base} = 0 or exists (select from ${schema}.checkpoint where stream_id = ${id})
    on conflict (stream_id) do update
      set stream_position = excluded.stream_position, position = excluded.position, snapshot = excluded.snapshot,
        version = excluded.version, parked_reason = null, parked_at = null
      where c.stream_position = ${base} and c.version = excluded.version
    returning stream_id
  )`;
}

function written(schema: string, { name, key, columns, cut }: ViewTable, index: number): string {
  const table = `${schema}.${name}`;
  const rows = `${name}_rows`;
  const own = `t.stream_id = ${parameter('streamId')}::int`;
  const isSame = ['true', ...key.map((column) => `n.${column} = t.${column}`)].join(' and ');
  const list = ['stream_id', ...columns].join(', ');
  const values = columns.filter((column) => !key.includes(column));
  const gone = `${name}_gone as (
    delete from ${table} t
    where ${own} and ${cut ?? 'false'} and exists (select from saved) and not exists (select from ${rows} n where ${isSame})
  ), `;
  return `${rows} as materialized (
    select ${columns.join(', ')} from json_populate_recordset(null::${table}, $${WRITE_PARAMETERS.length + 1 + index}::json)
  ), ${cut === undefined ? '' : gone}${name}_kept as (
    insert into ${table} as t (${list})
    select ${parameter('streamId')}::int, ${columns.join(', ')} from ${rows} where exists (select from saved)
    on conflict (${['stream_id', ...key].join(', ')}) do update
      set ${values.map((column) => `${column} = excluded.${column}`).join(', ')}
      where (${values.map((column) => `t.${column}`).join(', ')}) is distinct from (${values.map((column) => `excluded.${column}`).join(', ')})
  )`;
}
