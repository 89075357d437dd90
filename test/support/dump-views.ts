import type { openPool } from '#libs/postgres';

const TABLES = [
  ...['checkpoint', 'deployment', 'deployment_span', 'replica_set_span', 'pod_span'],
  ...['revision', 'rollout', 'controller_event'],
];

/** Every row of every view as text, in order: two dumps are equal when the views are, byte for byte. */
export async function dumpViews(pool: ReturnType<typeof openPool>, streamId?: number): Promise<readonly string[]> {
  const dump: string[] = [];
  for (const table of TABLES) {
    const { rows } = await pool.query<{ row: string }>(
      `select t::text as row from view.${table} t where $1::int is null or stream_id = $1 order by t::text collate "C"`,
      [streamId ?? null],
    );
    dump.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return dump;
}
