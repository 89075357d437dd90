import type { PoolClient } from 'pg';

/** Every table that has a subject in clear, and how it lets go of one: $1 the subject, $2 what stands there instead. */
const STATEMENTS = [
  `update setting.api_token set name = $2, subject = $2, groups = '{}', revoked_at = coalesce(revoked_at, now())
    where subject = $1`,
  `update setting.api_token set created_by = case created_by when $1 then $2 else created_by end,
      revoked_by = case revoked_by when $1 then $2 else revoked_by end
    where created_by = $1 or revoked_by = $1`,
  'update setting.pod_life_setting set set_by = $2 where set_by = $1',
  'update setting.cluster_setting set set_by = $2 where set_by = $1',
  `update setting.role_binding set subjects = array_replace(subjects, $1, $2),
      made_by = case made_by when $1 then $2 else made_by end, ended_by = case ended_by when $1 then $2 else ended_by end
    where subjects @> array[$1] or made_by = $1 or ended_by = $1`,
  `update log.attempt set subject = case subject when $1 then $2 else subject end,
      impersonator = case impersonator when $1 then $2 else impersonator end,
      groups = '{}', reason = replace(reason, $1, $2), address = null, user_agent = null
    where subject = $1 or impersonator = $1`,
];

/** Takes a subject out of what is stored in clear; their tokens end. Answers in how many rows they were. */
export async function forgetInClear(client: PoolClient, subject: string, instead: string): Promise<number> {
  let rows = 0;
  for (const statement of STATEMENTS) rows += (await client.query(statement, [subject, instead])).rowCount ?? 0;
  return rows;
}
