import type { Pool } from 'pg';
import { PostgresEventStore } from '#libs/postgres';
import { imageChanged, sampleChange, sampleTemplate } from './sample-changes.js';

const TEMPLATES = 20;
const TEMPLATE_BYTES = 1500;

/**
 * A Deployment of many revisions, in the log and in the views. Its first templates are appended; the rest of a long
 * history is written beside the store, because appending is not what is measured.
 */
export async function sampleHistory(
  url: string,
  pool: Pool,
  { name, revisions }: Readonly<{ name: string; revisions: number }>,
): Promise<void> {
  const store = new PostgresEventStore({ url, pool });
  try {
    const stream = { cluster: 'default', namespace: 'shop', name, uid: `uid-of-${name}` };
    const appended = Math.min(revisions, TEMPLATES);
    let expected: 'none' | number = 'none';
    let streamId = 0;
    for (let number = 1; number <= appended; number += 1) {
      const event = number === 1 ? created(name) : imageChanged(`web:${number}`, TEMPLATE_BYTES);
      const result = await store.append({
        ...sampleChange(stream, expected, event, number),
        cause: `release ${number}`,
      });
      expected = result.streamPosition;
      streamId = result.stream.id;
    }
    if (revisions > appended)
      for (const statement of REST) await pool.query(statement, [streamId, revisions - appended]);
    for (const statement of VIEWS) await pool.query(statement, [streamId]);
  } finally {
    await store.close();
  }
}

const SPEC = {
  replicas: 3,
  selector: { matchLabels: { app: 'web' } },
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  minReadySeconds: 0,
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  paused: false,
};

function created(name: string) {
  const payload = {
    podLife: { neverReady: false, startSeconds: 3, terminationSeconds: 2 },
    release: '1.36',
    labels: { app: name },
    annotations: {},
    spec: SPEC,
  };
  return { type: 'DeploymentCreated', schemaVersion: 1, payload, template: sampleTemplate('web:1', TEMPLATE_BYTES) };
}

// $1 stream, $2 how many more: copies of its last change, one second apart.
const REST = [
  `insert into log.change (id, occurred_at, recorded_at, stream_id, actor_id, provenance_id, event_count, source, session, cause, summary)
    select c.id + n, c.occurred_at + n * interval '1 second', c.recorded_at, c.stream_id, c.actor_id, c.provenance_id, 1, c.source, null, 'release ' || n, c.summary
    from (select * from log.change where stream_id = $1 order by id desc limit 1) c, generate_series(1, $2::int) n`,
  `insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload, template_hash, leaf_hash)
    select e.position + n, e.position + n, e.stream_id, e.stream_position + n, e.schema_version, e.type, e.payload, t.hashes[1 + n % cardinality(t.hashes)], e.leaf_hash
    from (select * from log.event where stream_id = $1 order by position desc limit 1) e,
      (select array_agg(template_hash) as hashes from log.event where stream_id = $1) t, generate_series(1, $2::int) n`,
];

const VIEWS = [
  `insert into view.revision (stream_id, number, created_at, change, template_hash, pod_template_hash, replica_set, images)
    select e.stream_id, e.stream_position, c.occurred_at, c.id, e.template_hash, 'abc' || e.stream_position, 'web-abc' || e.stream_position, array['web:' || e.stream_position]
    from log.event e join log.change c on c.id = e.change_id where e.stream_id = $1`,
  `insert into view.deployment (stream_id, cluster, namespace, name, uid, created_at, created_change, labels, annotations, images, spec, template_hash, last_change, last_changed_at, position)
    select s.id, s.cluster, s.namespace, s.name, s.uid, first.occurred_at, first.id, '{"app": "web"}', '{}', r.images, '${JSON.stringify(SPEC)}', r.template_hash, r.change, r.created_at, r.change
    from log.stream s join log.change first on first.id = s.opened_at,
      (select * from view.revision where stream_id = $1 order by created_at desc limit 1) r
    where s.id = $1`,
  `insert into view.deployment_span (stream_id, valid_from, valid_to, generation, revision, status)
    select stream_id, created_at, 'infinity', number, number, '{"replicas": 3, "availableReplicas": 3, "conditions": []}'
    from view.revision where stream_id = $1 order by created_at desc limit 1`,
];
