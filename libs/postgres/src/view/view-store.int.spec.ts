import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectChanges, ViewsUnsavable, type ViewWrites } from '#libs/projections';
import { describeViewStore } from '../../../../test/contract/view-store.contract.js';
import { dumpViews } from '../../../../test/support/dump-views.js';
import { after, created, image, recorded, undone } from '../../../../test/support/history.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresViewStore } from './view-store.js';

describeViewStore('PostgresViewStore', async () => {
  const database = await createTestDatabase();
  const pool = openPool(database.url);
  return {
    views: new PostgresViewStore(pool),
    // Of a checkpoint only what `load` does not give back.
    rowsOf: async (streamId) => (await dumpViews(pool, streamId)).filter((row) => !row.startsWith('checkpoint')),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});

describe('PostgresViewStore', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof openPool>;
  let writes: ViewWrites;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    const told = [
      after(0, created('web:1', { replicas: 1 })),
      after(10.5, image('web:2')),
      after(20, undone('web:1', 1)),
    ];
    writes = projectChanges(undefined, await recorded(...told)).writes;
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  it('when views are saved, every column of every table holds them', async () => {
    await new PostgresViewStore(pool).save(writes);
    const first = async (table: string, order: string) =>
      (await pool.query(`select to_jsonb(t) as row from view.${table} t order by ${order}`)).rows[0].row as unknown;
    const [hash1, pod] = [writes.revisions[0]!.templateHash, writes.podSpans[0]!];

    expect(await first('deployment', 'stream_id')).toEqual({
      ...{ stream_id: 1, cluster: 'default', namespace: 'shop', name: 'web', uid: 'uid-1' },
      ...{ created_at: '2026-11-21T10:00:00+00:00', created_change: 1, deleted_at: null, deleted_change: null },
      ...{ gone_at: null, adopted: [] },
      quiet_at: '2026-11-21T10:00:25+00:00',
      ...{ metadata: {}, owners: { annotatedFirst: false } },
      ...{ labels: { app: 'web' }, annotations: {}, images: ['web:1'], template_hash: `\\x${hash1}` },
      ...{ last_change: 3, last_changed_at: '2026-11-21T10:00:20+00:00', position: 3, spec: writes.deployment.spec },
    });
    expect(await first('deployment_span', 'valid_from')).toEqual({
      ...{ stream_id: 1, valid_from: '2026-11-21T10:00:00+00:00', valid_to: '2026-11-21T10:00:03+00:00' },
      ...{ generation: 1, revision: 1, status: writes.deploymentSpans[0]!.status },
    });
    expect(await first('replica_set_span', 'valid_from desc')).toEqual({
      ...{ stream_id: 1, name: 'web-85d779f75d', valid_from: '2026-11-21T10:00:25+00:00', valid_to: 'infinity' },
      ...{ uid: expect.any(String), created_at: expect.stringMatching(/^2026-11-21T10:00:10/), revision: 2 },
      ...{ pod_template_hash: '85d779f75d', template_hash: `\\x${writes.revisions[1]!.templateHash}` },
      ...{ annotations: writes.replicaSetSpans.at(-1)!.annotations, generation: expect.any(Number) },
      ...{ desired: 0, current: 0, ready: 0, available: 0, terminating: 0, observed_generation: expect.any(Number) },
      ...{ min_ready_seconds: 0, conditions: null, deleted_at: null, orphaned: false },
    });
    expect(await first('pod_span', 'valid_from')).toEqual({
      ...{
        stream_id: 1,
        name: pod.name,
        valid_from: '2026-11-21T10:00:00+00:00',
        valid_to: '2026-11-21T10:00:03+00:00',
      },
      ...{ replica_set: 'web-78c95bb4f', created_at: '2026-11-21T10:00:00+00:00', status: 'ContainerCreating' },
      ...{ ready: false, ready_since: null, deleted_at: null, node: pod.node, ip: pod.ip ?? null },
    });
    expect(await first('revision', 'number')).toEqual({
      ...{ stream_id: 1, number: 1, created_at: '2026-11-21T10:00:00+00:00', change: 1, template_hash: `\\x${hash1}` },
      ...{ pod_template_hash: '78c95bb4f', replica_set: 'web-78c95bb4f', images: ['web:1'], restored_from: null },
      ...{ superseded_by: 3, superseded_at: '2026-11-21T10:00:20+00:00', forgotten_at: null },
    });
    expect(await first('rollout', 'to_revision desc')).toEqual({
      ...{ stream_id: 1, change: 3, from_revision: 2, to_revision: 3, started_at: '2026-11-21T10:00:20+00:00' },
      ...{ ended_at: '2026-11-21T10:00:23+00:00', outcome: 'Complete', lowest_available: 1, most_pods: 2 },
      ...{ reason: null, message: null, hindered_since: null },
      steps: writes.rollouts[2]!.steps.map((step) => ({ ...step, at: new Date(step.at).toISOString() })),
    });
    expect(await first('controller_event', 'number')).toEqual({
      ...{ stream_id: 1, number: 1, at: '2026-11-21T10:00:00+00:00', type: 'Normal', reason: 'ScalingReplicaSet' },
      ...{ message: 'Scaled up replica set web-78c95bb4f from 0 to 1', object: 'Deployment/web' },
      ...{ source: 'deployment-controller', name: expect.stringMatching(/^web\./), uid: 'uid-1', is_new: true },
      ...{ count: 1, first_at: '2026-11-21T10:00:00+00:00' },
    });
  });

  it('when a change comes soon after another, rows that stay true are not written again', async () => {
    const changes = await recorded(after(0, created('web:1', { replicas: 50 })), after(100, image('web:2')));
    const one = projectChanges(undefined, changes.slice(0, 1));
    const views = new PostgresViewStore(pool);
    await views.save(one.writes);
    const before = await pool.query(`select xmin, name, valid_from from view.pod_span where valid_to <> 'infinity'`);
    await views.save(projectChanges(one.state, changes.slice(1)).writes);

    const { rows } = await pool.query('select xmin, name, valid_from from view.pod_span');
    expect(rows).toEqual(expect.arrayContaining(before.rows));
  });

  it('when Postgres can never take a row, it says so and nothing is saved', async () => {
    const broken = { ...writes, revisions: writes.revisions.map((row) => ({ ...row, number: 2 ** 31 })) };
    const views = new PostgresViewStore(pool);

    await expect(views.save(broken)).rejects.toThrow(ViewsUnsavable);
    await expect(views.save(broken)).rejects.toThrow('the views cannot be saved: ');
    expect(await dumpViews(pool)).toEqual([]);
  });

  it('when the worker is killed before it commits, nothing is saved and the next one is not held up', async () => {
    const client = await pool.connect();
    client.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      const query = (sql: string) => {
        if (sql !== 'commit') return client.query(sql);
        resolve();
        return new Promise(() => undefined);
      };
      const own = Object.assign(Object.create(client) as typeof client, { query, release: () => undefined });
      const views = new PostgresViewStore(
        Object.assign(Object.create(pool) as typeof pool, { connect: async () => own }),
      );
      void views.save(writes);
    });
    expect(await new PostgresViewStore(pool).load(1)).toBeUndefined();
    const next = new PostgresViewStore(pool).save(writes);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);

    expect(await next).toBe(true);
    client.release(true);
  });
});
