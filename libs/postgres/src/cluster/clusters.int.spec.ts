import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { inTransaction } from '../in-transaction.js';
import { openPool } from '../pool.js';
import { type Clusters, openClusters } from './clusters.js';
import { listCoverage, readWatched } from './coverage-rows.js';
import { joinCoverage } from './join-coverage.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: PostgresEventStore;
let clusters: Clusters;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
  store = new PostgresEventStore({ url: database.url, pool });
  clusters = openClusters(pool);
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const minute = (count: number) => new Date(Date.UTC(2026, 2, 1, 10, count));

describe('coverage', () => {
  const grow = (since: number, until: number, namespaces: readonly string[] = []) =>
    clusters.growCoverage({ cluster: 'a', source: 'watch', namespaces, since: minute(since), until: minute(until) });
  const until = (before: number, namespace: string | undefined) =>
    clusters.watchedUntil({ cluster: 'a', namespace, before: minute(before) });

  it('when it grows, it grows at its end, whatever comes late or twice', async () => {
    await grow(0, 5);
    await grow(0, 9);
    await grow(0, 7);
    const { rows } = await pool.query('select since, until from watch.coverage');
    expect(rows).toEqual([{ since: minute(0), until: minute(9) }]);
  });

  it('when it is asked until when a namespace was watched, those count that watched it, and were over', async () => {
    await grow(20, 25, ['shop', 'bank']);
    await grow(40, 45, []);
    expect(await until(30, 'shop')).toEqual(minute(25));
    expect(await until(30, 'other')).toEqual(minute(9));
    expect(await until(30, undefined)).toEqual(minute(9));
    expect(await until(8, 'shop')).toBeUndefined();
    expect(await clusters.watchedUntil({ cluster: 'b', namespace: 'shop', before: minute(59) })).toBeUndefined();
  });
});

describe('coverage of an audit webhook', () => {
  const source = { cluster: 'c', source: 'audit-webhook', mostSilence: 60_000 };
  const told = (...spans: readonly (readonly [number, number])[]) =>
    inTransaction(pool, (client) =>
      joinCoverage(
        client,
        source,
        spans.map(([since, until]) => ({ since: minute(since).getTime(), until: minute(until).getTime() })),
      ),
    );
  const list = async (filter: Omit<Parameters<typeof listCoverage>[1], 'cluster'> = {}, limit = 9) =>
    (await listCoverage(pool, { cluster: 'c', ...filter }, { limit })).map(({ namespaces, since, until }) => [
      ...namespaces,
      ...[since, until].map((at) => at.getUTCMinutes()),
    ]);

  it('when what it tells comes in any order, times that meet but for a minute are one', async () => {
    await told([10, 12], [20, 20]);
    await told([14, 15]);
    expect(await list()).toEqual([
      [20, 20],
      [14, 15],
      [10, 12],
    ]);
    await told([13, 13], [13, 13]);
    expect(await list()).toEqual([
      [20, 20],
      [10, 15],
    ]);
    await told([10, 30]);
    expect(await list()).toEqual([[10, 30]]);
  });

  it('when it is asked whether a cluster is audited, only what its webhook told counts', async () => {
    expect(await clusters.isAudited('c', minute(30))).toBe(true);
    expect(await clusters.isAudited('c', minute(31))).toBe(false);
    expect(await clusters.isAudited('a', minute(0))).toBe(false);
  });

  it('when it is read, a reader sees the namespaces they may see', async () => {
    const watch = { cluster: 'c', source: 'watch', since: minute(40), until: minute(50) } as const;
    await clusters.growCoverage({ ...watch, namespaces: ['bank', 'shop'] });
    await clusters.growCoverage({ ...watch, since: minute(45), namespaces: ['bank'] });
    expect(await list({ scope: [{ cluster: 'c', namespace: 'sh*' }] })).toEqual([
      ['shop', 40, 50],
      [10, 30],
    ]);
    expect(await list({ since: minute(31) }, 1)).toEqual([['bank', 45, 50]]);
    expect(await list({ until: minute(40) })).toEqual([[10, 30]]);
  });

  it('when it is asked whether a namespace was watched, whatever source did counts', async () => {
    const wanted = ['shop', 'other'].map((namespace) => ({
      ...{ cluster: 'c', namespace, since: minute(5), until: minute(48) },
    }));
    const spans = await readWatched(pool, wanted, 9);
    expect(spans.map((each) => each.map(({ since, until }) => [since, until].map((at) => at.getUTCMinutes())))).toEqual(
      [
        [
          [10, 30],
          [40, 48],
        ],
        [[10, 30]],
      ],
    );
  });
});

describe('Deployments and undos of a cluster', () => {
  const append = (uid: string, type: string, payload: object, expected: 'none' | number = 'none') =>
    store.append({
      stream: { cluster: 'prod', namespace: 'shop', name: `web-${uid}`, uid },
      expected,
      ends: type === 'DeploymentDeleted',
      events: [{ type, schemaVersion: 1, payload: { ...payload } }],
      actor: { subject: 'ann', groups: [] },
      source: 'graphql',
      provenance: {},
      summary: type,
      occurredAt: 1000,
    });

  it('when uids are told, those that are not known, and those that live and were not told, are found', async () => {
    await append('u', 'DeploymentCreated', {});
    await append('v', 'DeploymentCreated', {});
    await append('v', 'DeploymentDeleted', {}, 1);
    await append('w', 'DeploymentCreated', {});
    expect(await clusters.unknownUids('prod', ['x', 'v', 'u'])).toEqual(['x']);
    const absent = (namespace?: string) =>
      clusters.livingDeploymentsBut({ cluster: 'prod', uids: ['w'], ...(namespace !== undefined && { namespace }) });
    expect(await absent()).toEqual([{ streamId: 1, namespace: 'shop', name: 'web-u', uid: 'u' }]);
    expect(await absent('shop')).toHaveLength(1);
    expect(await absent('bank')).toEqual([]);
  });

  it('when an undo is asked for, it is open until it is answered, and one agent at a time has it', async () => {
    const { change } = await append('u', 'ClusterUndoRequested', {}, 1);
    const open = async () => (await clusters.openUndoRequests('prod')).map(({ change: id, claimed }) => [id, claimed]);
    expect(await open()).toEqual([[String(change), false]]);
    expect(await clusters.openUndoRequests('other')).toEqual([]);
    const claim = (agent: string, seconds: number) => clusters.claimUndo({ change: String(change), agent, seconds });
    expect([await claim('a', 60), await claim('b', 60), await claim('a', 60)]).toEqual([true, false, true]);
    await pool.query("update watch.undo_claim set until = now() - interval '1 second'");
    expect(await claim('b', 60)).toBe(true);
    expect(await open()).toEqual([[String(change), true]]);
    await append('u', 'ClusterUndoAnswered', { request: String(change) }, 2);
    expect(await open()).toEqual([]);
  });
});
