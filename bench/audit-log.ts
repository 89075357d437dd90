import type { Pool } from 'pg';
import { auditStep, PostgresEventStore } from '#libs/postgres';
import { generatedHistory } from '../test/support/generated-history.js';

export const DEPLOYMENTS = 2000;
export const START = Date.UTC(2025, 0, 1);
export const AVERAGE_MILLISECONDS = 30_000;
// One batch of the group commit.
const AT_ONCE = 250;

export type Loaded = Readonly<{ appendSeconds: number; indexSeconds: number; viewSeconds: number }>;

/** Many changes through the log's own appends, indexed as the worker does. Rollouts are written beside the model: replaying is not measured. */
export async function loadAuditLog(url: string, pool: Pool, changes: number): Promise<Loaded> {
  const appendSeconds = await secondsOf(() => append(url, pool, changes));
  const indexSeconds = await secondsOf(async () => {
    while (await auditStep(pool));
  });
  const viewSeconds = await secondsOf(async () => {
    for (const statement of VIEWS) await pool.query(statement);
    await pool.query('vacuum analyze');
  });
  return { appendSeconds, indexSeconds, viewSeconds };
}

async function append(url: string, pool: Pool, changes: number): Promise<void> {
  const store = new PostgresEventStore({ url, pool });
  try {
    const options = { start: START, averageMilliseconds: AVERAGE_MILLISECONDS, late: 1 };
    let waiting: Promise<unknown>[] = [];
    for (const change of generatedHistory({ deployments: DEPLOYMENTS, changes, ...options })) {
      waiting.push(store.append(change));
      if (waiting.length < AT_ONCE) continue;
      await Promise.all(waiting);
      waiting = [];
    }
    await Promise.all(waiting);
  } finally {
    await store.close();
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

// A rollout for each template: most go through after a minute, one in twenty fails, one in thirty brings an older template back.
const VIEWS = [
  `insert into view.deployment (stream_id, cluster, namespace, name, uid, created_at, created_change, labels, annotations, images, spec,
      template_hash, last_change, last_changed_at, position)
    select s.id, s.cluster, s.namespace, s.name, s.uid, c.occurred_at, c.id, '{}', '{}', '{}', '{}', '\\x00', c.id, c.occurred_at, c.id
    from log.stream s join log.change c on c.id = s.opened_at`,
  `insert into view.revision (stream_id, number, created_at, change, template_hash, pod_template_hash, replica_set, images, restored_from)
    select e.stream_id, e.stream_position, c.occurred_at, c.id, e.template_hash, 'abc', 'web-abc', '{}',
      case when c.id % 30 = 0 then 1 end
    from log.event e join log.change c on c.id = e.change_id where e.template_hash is not null`,
  `insert into view.rollout (stream_id, change, to_revision, started_at, ended_at, outcome, lowest_available, most_pods, steps)
    select stream_id, change, number, created_at, created_at + interval '1 minute',
      case when change % 20 = 0 then 'ProgressDeadlineExceeded' else 'Complete' end, 1, 1, '[]'
    from view.revision`,
];
