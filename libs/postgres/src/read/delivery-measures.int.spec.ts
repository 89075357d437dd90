import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { readDeliveryMeasures } from './delivery-measures.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000);
const NOTHING = { medianSeconds: null, p95Seconds: null, medianSecondsToRestore: null, p95SecondsToRestore: null };
const NONE = {
  rollouts: 0,
  completed: 0,
  failed: 0,
  undone: 0,
  failedOrUndone: 0,
  running: 0,
  restored: 0,
  ...NOTHING,
};

describe('how rollouts went', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  // Revision, start, end, outcome, restored from.
  const rollouts = async (
    streamId: number,
    rows: readonly (readonly [number, number, number | null, string | null, number?])[],
  ) => {
    for (const [revision, start, end, outcome, restoredFrom] of rows) {
      await pool.query(
        `insert into view.rollout (stream_id, change, to_revision, started_at, ended_at, outcome, lowest_available, most_pods, steps)
          values ($1, $2::int, $2::int, $3, $4, $5, 1, 1, '[]')`,
        [streamId, revision, at(start), end === null ? null : at(end), outcome],
      );
      await pool.query(
        `insert into view.revision (stream_id, number, created_at, change, template_hash, pod_template_hash, replica_set, images, restored_from)
          values ($1, $2::int, $3, $2::int, '', '', '', '{}', $4)`,
        [streamId, revision, at(start), restoredFrom ?? null],
      );
    }
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    for (const [streamId, namespace] of [
      [1, 'shop'],
      [2, 'shop'],
      [3, 'bank'],
    ] as const)
      await pool.query(
        `insert into view.deployment (stream_id, cluster, namespace, name, uid, created_at, created_change, labels, annotations, images, spec,
            template_hash, last_change, last_changed_at, position)
          values ($1, 'default', $2, 'web', 'uid', $3, 1, '{}', '{}', '{}', '{}', '', 1, $3, 1)`,
        [streamId, namespace, at(0)],
      );
    await rollouts(1, [
      [1, 0, 10, 'Complete'],
      [2, 100, 700, 'ProgressDeadlineExceeded'],
      [3, 800, 830, 'Complete', 1],
      [4, 900, 920, 'Complete'],
      [5, 1000, 1040, 'Complete', 3],
    ]);
    await rollouts(2, [
      [1, 50, 60, 'Superseded'],
      [2, 60, 90, 'Complete'],
      [3, 1900, 5000, 'Complete'],
    ]);
    await rollouts(3, [[1, 0, 1, 'Complete']]);
    // A number is given twice when the ReplicaSet that bore it was cleaned up.
    await pool.query(
      `insert into view.revision (stream_id, number, created_at, change, template_hash, pod_template_hash, replica_set, images, restored_from)
        select stream_id, number, created_at + interval '1 hour', change, template_hash, pod_template_hash, replica_set, images, restored_from
        from view.revision where stream_id = 1`,
    );
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const measured = (since: number, until: number, more = {}) =>
    readDeliveryMeasures(pool, { since: at(since), until: at(until), namespace: 'shop', ...more }, at(2000));

  it('when a namespace and a time are given, it is the rollouts that began there and then', async () => {
    expect(await measured(0, 2000)).toEqual({
      ...{ rollouts: 8, completed: 5, failed: 1, undone: 2, failedOrUndone: 2, running: 1 },
      ...{ medianSeconds: 30, p95Seconds: 38 },
      // 100 to 830, and 900 to 1040
      ...{ restored: 2, medianSecondsToRestore: 435, p95SecondsToRestore: 700.5 },
    });
    expect(await measured(3000, 4000)).toEqual(NONE);
  });

  it('when the time ends, what came after says how its rollouts fared', async () => {
    expect(await measured(900, 950)).toEqual({
      ...{
        rollouts: 1,
        completed: 1,
        failed: 0,
        undone: 1,
        failedOrUndone: 1,
        running: 0,
        medianSeconds: 20,
        p95Seconds: 20,
      },
      ...{ restored: 1, medianSecondsToRestore: 140, p95SecondsToRestore: 140 },
    });
    expect(await measured(100, 101)).toMatchObject({ rollouts: 1, failed: 1, undone: 1, medianSecondsToRestore: 730 });
  });

  it('when a reader has a scope, or a team no namespace, nothing else is counted', async () => {
    const scope = [{ cluster: '*', namespace: 'bank' }];
    expect(await measured(0, 2000, { scope })).toEqual(NONE);
    expect(await measured(0, 2000, { areas: [] })).toEqual(NONE);
    expect(await measured(0, 2000, { scope, namespace: undefined })).toMatchObject({ rollouts: 1, medianSeconds: 1 });
  });
});
