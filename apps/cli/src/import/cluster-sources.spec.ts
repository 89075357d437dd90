import { gzipSync } from 'node:zlib';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#libs/event-store';
import type { FailedAttempt } from '#libs/ingest';
import { catchUp, InMemoryViewStore } from '#libs/projections';
import { inMemoryLog } from '../../../../test/support/history.js';
import { feedLog } from './feed-log.js';
import { auditSource } from './import-audit.js';
import { dumpSource } from './import-files.js';
import { ImportReport } from './import-report.js';
import type { ImportSource } from './import-source.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollbook-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an audit file', () => {
  it('comes to who did what, packed or not, and to nothing when it comes again', async () => {
    const log = inMemoryLog();
    const name = 'test/conformance/audit/undo-previous.ndjson';
    const packed = join(folder, 'audit.ndjson.gz');
    await writeFile(packed, gzipSync(await readFile(name)));
    const first = await feed(await auditSource([packed], { cluster: 'prod' }), log);
    const changes = await changesOf(log);

    expect(changes).toEqual([
      'import alice@example.com: created: app web:v1, 3 replicas',
      'import bob@example.com: image of app: web:v1 -> web:v2',
      'import carol@example.com: undone to revision 1: image of app: web:v2 -> web:v1',
    ]);
    expect(first.hasTrouble).toBe(false);
    expect(first.lines()[0]).toBe('        3  changes taken');
    expect((await feed(await auditSource([name], { cluster: 'prod' }), log)).lines().join()).not.toContain('taken');
    expect(await changesOf(log)).toEqual(changes);
  });

  it('when it is stopped, has recorded what it read, and goes on when it is run again', async () => {
    const log = inMemoryLog();
    const file = join(folder, 'long.ndjson');
    const line = (number: number) =>
      auditLine('create', 1, `web-${number}`, {
        responseStatus: { code: 201 },
        responseObject: stored(`web-${number}`, String(number), 'app'),
      });
    await writeFile(file, Array.from({ length: 150 }, (_, number) => line(number + 1)).join('\n'));
    const source = () => auditSource([file], { cluster: 'prod' });
    await feed(await source(), log, [], () => true);
    expect(await log.head()).toBe(200n); // two events each, of a hundred
    await feed(await source(), log);

    expect(await log.head()).toBe(300n);
  });

  it('keeps what people were refused', async () => {
    const attempts: FailedAttempt[] = [];
    const source = await auditSource(['test/conformance/audit/errors.ndjson'], { cluster: 'prod' });
    const report = await feed(source, inMemoryLog(), attempts);

    expect(attempts.map(({ door, subject, code }) => `${door} ${subject} ${code}`)).toEqual([
      ...Array.from({ length: 9 }, () => 'import bob@example.com Invalid'),
      'import alice@example.com AlreadyExists',
    ]);
    expect(report.lines()).toContain('       10  requests that the cluster refused: kept as attempts');
  });

  it('finds what a deletecollection deleted that names nothing', async () => {
    const log = inMemoryLog();
    const file = join(folder, 'collection.ndjson');
    const lines = [
      auditLine('create', 1, 'web', { responseStatus: { code: 201 }, responseObject: stored('web', '1', 'app') }),
      auditLine('create', 2, 'api', { responseStatus: { code: 201 }, responseObject: stored('api', '2', 'other') }),
      auditLine('deletecollection', 3, '', { requestURI: '/x?labelSelector=tier%3Dapp' }),
      auditLine('create', 4, 'new', { responseStatus: { code: 201 }, responseObject: stored('new', '4', 'app') }),
      auditLine('deletecollection', 5, '', { requestURI: '/x?labelSelector=%21%21' }),
    ];
    await writeFile(file, lines.join('\n'));
    const report = await feed(await auditSource([file], { cluster: 'prod' }), log);

    // Of two names either may be recorded first.
    expect([...(await changesOf(log))].sort()).toEqual([
      'import ann: created: app v1, 2 replicas',
      'import ann: created: app v1, 2 replicas',
      'import ann: created: app v1, 2 replicas',
      'import ann: deleted (Background)',
    ]);
    const all = await log.readLog(0n, 100);
    expect(all.find(({ summary }) => summary.startsWith('deleted'))).toMatchObject({
      stream: { name: 'web' },
      occurredAt: Date.UTC(2026, 10, 21, 10, 3),
    });
    expect(report.lines()).toContain('        1  audit events that tell too little of what they did');
  });

  it('says of each line that cannot be read where it is', async () => {
    const file = join(folder, 'broken.ndjson');
    await writeFile(file, '{"kind":"Event"}\n{"a":"deployments"\n\n{"resource":"deployments"}');
    const report = await feed(await auditSource([file], { cluster: 'prod' }), inMemoryLog());

    expect(report.hasTrouble).toBe(true);
    expect(report.lines()).toEqual([
      '        2  audit events that say nothing of a Deployment',
      `             ${file}:1: another resource`,
      `             ${file}:4: not an audit event`,
      '        1  lines that cannot be read',
      expect.stringContaining(`${file}:2: `),
    ]);
  });
});

describe('a dump of a cluster', () => {
  it('comes to the revisions that the cluster still has, and to nothing when it comes again', async () => {
    const log = inMemoryLog();
    const file = join(folder, 'dump.json');
    const items = [deployment('v1', '7'), replicaSet('v1', '3', '10', '1'), replicaSet('v2', '2', '20')];
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...items, { kind: 'Pod' }] }));
    const report = await feed(dumpSource([file], { cluster: 'prod' }), log);
    const all = await log.readLog(0n, 100);

    expect(all.map(({ summary, cause, occurredAt }) => [summary, cause, new Date(occurredAt).getUTCMinutes()])).toEqual(
      [
        ['created: app v1, 2 replicas', 'why 1', 10],
        ['image of app: v1 -> v2', 'why 2', 20],
        ['image of app: v2 -> v1', 'why 1', 40],
      ],
    );
    expect(all.map(({ actor }) => actor.subject)).toEqual(all.map(() => 'rollbook:unknown'));
    expect(report.lines().join('\n')).toContain('1  objects of other kinds');
    await feed(dumpSource([file], { cluster: 'prod' }), log);
    expect(await log.readLog(0n, 100)).toHaveLength(all.length);
  });

  it('comes to the numbers that the cluster gave its revisions, whatever it has forgotten', async () => {
    const log = inMemoryLog();
    const file = join(folder, 'numbers.json');
    const items = [replicaSet('v1', '43', '10', '41'), replicaSet('v2', '42', '20'), deployment('v3', '7', '50')];
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    await feed(dumpSource([file], { cluster: 'prod' }), log);

    const views = new InMemoryViewStore();
    await catchUp({ log, views }, 1);
    expect(views.viewsOf(1)?.revisions.map(({ number }) => number)).toEqual([41, 42, 43, 50]);
  });
});

function deployment(image: string, resourceVersion: string, revision = '3'): object {
  const place = { namespace: 'shop', name: 'web', uid: 'u1', resourceVersion, generation: 3 };
  const managedFields = [{ manager: 'kubectl', operation: 'Update', time: '2026-11-21T10:40:00Z' }];
  const metadata = { ...place, creationTimestamp: '2026-11-21T10:10:00Z', managedFields };
  const annotations = { 'kubernetes.io/change-cause': 'why 1', 'deployment.kubernetes.io/revision': revision };
  const spec = { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: template(image) };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, annotations }, spec };
}

function stored(name: string, resourceVersion: string, tier: string): object {
  const place = { namespace: 'shop', name, uid: `uid-${name}`, resourceVersion, generation: 1, labels: { tier } };
  const spec = { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: template('v1') };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: place, spec };
}

function auditLine(verb: string, minute: number, name: string, given: object): string {
  const objectRef = { resource: 'deployments', apiGroup: 'apps', apiVersion: 'v1', namespace: 'shop', name };
  return JSON.stringify({
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: String(minute), stage: 'ResponseComplete', verb },
    ...{ requestURI: '/x', user: { username: 'ann' }, objectRef, responseStatus: { code: 200 } },
    ...{ stageTimestamp: `2026-11-21T10:0${minute}:00Z`, ...given },
  });
}

function replicaSet(image: string, revision: string, minute: string, former = ''): object {
  const annotations = {
    'deployment.kubernetes.io/revision': revision,
    'deployment.kubernetes.io/revision-history': former,
    'kubernetes.io/change-cause': image === 'v1' ? 'why 1' : 'why 2',
  };
  const ownerReferences = [{ kind: 'Deployment', name: 'web', uid: 'u1', controller: true }];
  const metadata = { namespace: 'shop', name: `web-${image}`, uid: image, annotations, ownerReferences };
  const own = { ...metadata, creationTimestamp: `2026-11-21T10:${minute}:00Z`, resourceVersion: '5' };
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: own, spec: { template: template(image, image) } };
}

function template(image: string, hash?: string): object {
  const labels = { app: 'web', ...(hash !== undefined && { 'pod-template-hash': hash }) };
  return { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } };
}

type Place = Readonly<{ cluster: string; namespace: string }>;

async function livingIn(store: EventStore, { cluster, namespace }: Place): Promise<readonly number[]> {
  const streams = new Map((await store.readLog(0n, 100)).map(({ stream }) => [stream.id, stream]));
  const living = [...streams.values()].filter(({ endedAt }) => endedAt === undefined);
  return living.filter((one) => one.cluster === cluster && one.namespace === namespace).map(({ id }) => id);
}

async function feed(
  source: ImportSource,
  store: EventStore,
  attempts: FailedAttempt[] = [],
  isStopped = () => false,
): Promise<ImportReport> {
  const report = new ImportReport();
  const contextOf = () => Promise.resolve({ release: '1.36', podLifeRules: [] });
  const recordAttempts = async (list: readonly FailedAttempt[]) => attempts.push(...list);
  const log = { store, contextOf, livingIn: (place: Place) => livingIn(store, place), recordAttempts };
  await feedLog(source, { log, report, onProgress: () => undefined, isStopped });
  return report;
}

async function changesOf(store: EventStore): Promise<readonly string[]> {
  const changes = await store.readLog(0n, 100);
  return changes.map(({ source, actor, summary }) => `${source} ${actor.subject}: ${summary}`);
}
