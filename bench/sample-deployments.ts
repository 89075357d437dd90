import { openPool, PostgresEventStore, PostgresViewStore } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { sampleChange, sampleTemplate } from './sample-changes.js';

const ORIGINALS = 100;

/**
 * Deployments of two pods, in the log and in the views: `web-0` to `web-99` in each of the namespaces `shop-0`, `shop-1` and so on.
 * Those of the first are appended and followed by the model; the others are copies that SQL makes of them, for loading is not
 * what is measured.
 */
export async function sampleDeployments(url: string, namespaces: number): Promise<void> {
  const pool = openPool(url, { size: 8 });
  const log = new PostgresEventStore({ url, pool });
  const views = new PostgresViewStore(pool);
  try {
    for (let number = 0; number < ORIGINALS; number += 1) {
      const stream = { cluster: 'default', namespace: 'shop-0', name: `web-${number}`, uid: uidOf(number) };
      const appended = await log.append(sampleChange(stream, 'none', created(number)));
      await catchUp({ log, views }, appended.stream.id);
    }
    for (const [table, columns] of COPIED) await pool.query(copies(table, columns), [namespaces - 1]);
    await pool.query('vacuum analyze');
  } finally {
    await log.close();
    await pool.end();
  }
}

function uidOf(number: number): string {
  return `3f1c9a52-8d0e-4b7a-9c55-${String(number).padStart(12, '0')}`;
}

const OWN_NAMESPACE = `'shop-' || n`;

// Streams and positions of the originals are 1 to 100; each column as it is in the nth copy of a row.
const COPIED: readonly (readonly [table: string, columns: Readonly<Record<string, string>>])[] = [
  ['log.stream', { id: moved('id'), uid: uidIn('id'), namespace: OWN_NAMESPACE, opened_at: moved('opened_at') }],
  ['log.change', { id: moved('id'), stream_id: moved('stream_id') }],
  ['log.event', { position: moved('position'), change_id: moved('change_id'), stream_id: moved('stream_id') }],
  [
    'view.deployment',
    {
      stream_id: moved('stream_id'),
      uid: uidIn('stream_id'),
      namespace: OWN_NAMESPACE,
      ...Object.fromEntries(['created_change', 'last_change', 'position'].map((column) => [column, moved(column)])),
    },
  ],
  ['view.checkpoint', { stream_id: moved('stream_id'), position: moved('position') }],
  ['view.deployment_span', { stream_id: moved('stream_id') }],
  ['view.replica_set_span', { stream_id: moved('stream_id') }],
  ['view.pod_span', { stream_id: moved('stream_id') }],
];

function moved(column: string): string {
  return `t.${column} + ${ORIGINALS} * n`;
}

function uidIn(stream: string): string {
  return `left(t.uid, 24) || lpad((${moved(stream)})::text, 12, '0')`;
}

function copies(table: string, columns: Readonly<Record<string, string>>): string {
  const changed = Object.entries(columns).map(([name, value]) => `'${name}', ${value}`);
  return `insert into ${table} select copy.* from ${table} t, generate_series(1, $1::int) n,
    lateral jsonb_populate_record(t, jsonb_build_object(${changed.join(', ')})) copy order by n`;
}

function created(number: number) {
  const template = sampleTemplate(`web:${number}`, 1500, number);
  return {
    type: 'DeploymentCreated',
    schemaVersion: 1,
    template,
    payload: {
      labels: { app: `web-${number}` },
      annotations: {},
      podLife: { startSeconds: 3, terminationSeconds: 2, neverReady: false },
      release: '1.36',
      spec: {
        replicas: 2,
        selector: { matchLabels: { 'app.kubernetes.io/name': `web-${number}` } },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        minReadySeconds: 0,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        paused: false,
      },
    },
  };
}
