import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { UNDO_REQUEST } from '#libs/sighting';
import { FakeCluster } from './support/fake-cluster.js';
import { FakeIngest } from './support/fake-ingest.js';
import { Program } from './support/program.js';

/** The agent between a cluster that is no Rollbook, and fails as clusters do, and something that keeps what it tells. */
let cluster: FakeCluster;
let ingest: FakeIngest;
let agent: Program | undefined;
let folder: string;
/** What there was when an agent of some namespaces was started. */
let limited: { sightings: number; lists: number };

jest.setTimeout(60_000);

beforeAll(async () => {
  [cluster, ingest] = await Promise.all([FakeCluster.start(), FakeIngest.start()]);
  folder = await mkdtemp(join(tmpdir(), 'rollbook-agent-'));
  await writeFile(join(folder, 'kubeconfig'), cluster.kubeconfig);
  await writeFile(join(folder, 'token'), 'first');
});
afterAll(async () => {
  await agent?.stop();
  await Promise.all([cluster.stop(), ingest.stop(), rm(folder, { recursive: true })]);
});

async function startAgent(...more: readonly string[]): Promise<Program> {
  const args = ['agent', '--kubeconfig', join(folder, 'kubeconfig'), '--token-file', join(folder, 'token')];
  agent = await Program.start({
    args: [...args, '--server', ingest.url, '--cluster', 'fake', ...more],
    ready: /"msg":"(watching)"/,
    token: '',
    dataFolder: folder,
  });
  return agent;
}

/** Asks until it is so, half a minute at most. */
async function until(isSo: () => boolean): Promise<void> {
  for (const began = performance.now(); !isSo() && performance.now() - began < 30_000;) await sleep(20);
}

/** What was told since so many sightings: names with images, and lists. */
const toldAfter = (count: number): readonly string[] =>
  ingest.sightings.slice(count).map((sighting) => {
    if (sighting.kind === 'DeploymentsListed')
      return `listed ${sighting.uids.length} in ${sighting.namespace ?? 'all'}`;
    const { metadata, spec } = sighting.object as unknown as Seen;
    if (sighting.kind === 'PodsSeen') return `pods of ${metadata.name}`;
    const how = sighting.kind === 'DeploymentGone' ? 'gone' : sighting.how;
    return `${how} ${metadata.name} ${spec.template.spec.containers[0]!.image}`;
  });

type Seen = {
  metadata: { name: string; uid: string; generation: number };
  spec: { template: { spec: { containers: { image: string }[] } } };
};

const liveSince = () => ingest.batches.at(-1)?.live?.since ?? 0;

describe('rollbook agent', () => {
  it('when the pages of a list took too long for the cluster, it begins the list anew', async () => {
    for (const name of ['api', 'web', 'www']) cluster.put('shop', name, 'v1');
    cluster.pageSize = 1;
    cluster.expiringPages = 1;
    await startAgent();
    await until(() => toldAfter(0).includes('listed 3 in all'));
    expect(cluster.listed).toEqual(['*', '*?continue', '*', '*?continue', '*?continue']);
    const again = ['listed api v1', 'listed web v1', 'listed www v1', 'listed 3 in all'];
    expect(toldAfter(0)).toEqual(['listed api v1', ...again]);
  });

  it('when what it watches from has expired, it lists anew: what is gone is not in it, and it was live only since', async () => {
    await until(() => cluster.openWatches > 0);
    cluster.put('shop', 'web', 'v2');
    await until(() => toldAfter(5).length === 1);
    const before = liveSince();
    const expired = Date.now();
    cluster.remove('shop', 'www', { isMissed: true });
    cluster.expireWatches();
    await until(() => toldAfter(6).includes('listed 2 in all'));
    cluster.put('shop', 'web', 'v3');
    await until(() => toldAfter(6).length === 4);
    expect(toldAfter(5)).toEqual([
      'watched web v2',
      'listed api v1',
      'listed web v2',
      'listed 2 in all',
      'watched web v3',
    ]);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThanOrEqual(expired);
    expect(liveSince()).toBeGreaterThanOrEqual(expired);
  });

  it('when a pod crashes again and again, it tells so once, and when it is gone', async () => {
    const count = ingest.sightings.length;
    const crashed = (restartCount: number, state: object) => {
      const terminated = { reason: 'Error', exitCode: 1, finishedAt: new Date().toISOString() };
      cluster.putPod('shop', 'web', {
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'app', restartCount, state, lastState: { terminated } }],
      });
    };
    crashed(3, { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } });
    await until(() => toldAfter(count).length === 1);
    crashed(4, { running: {} });
    crashed(4, { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 80s' } });
    cluster.putPod('shop', 'web');
    await until(() => toldAfter(count).length === 2);
    const message = 'back-off 40s; ended last with Error, exit code 1';
    const waiting = [{ reason: 'CrashLoopBackOff', message, container: 'app', pods: 1 }];
    const replicaSet = { name: 'web-1', pods: 1, ready: 0, terminating: 0, restarts: 3, waiting };
    expect(ingest.sightings.slice(count)).toMatchObject([
      { kind: 'PodsSeen', object: { metadata: { namespace: 'shop', name: 'web' } }, replicaSets: [replicaSet] },
      { kind: 'PodsSeen', replicaSets: [] },
    ]);
  });

  it('when cluster and Rollbook fail for a while, it tells each change once, in order, with the token of now', async () => {
    const [count, since, lists] = [ingest.sightings.length, liveSince(), cluster.listed.length];
    ingest.status = 503;
    cluster.put('shop', 'web', 'v4');
    cluster.cut();
    cluster.put('shop', 'web', 'v5');
    cluster.remove('shop', 'api', { isMissed: false });
    await writeFile(join(folder, 'token'), 'second');
    await until(() => agent!.output.includes('it is sent again'));
    ingest.status = 200;
    await until(() => toldAfter(count).length === 3);
    expect(toldAfter(count)).toEqual(['watched web v4', 'watched web v5', 'gone api v1']);
    expect([ingest.token, liveSince(), cluster.listed.length]).toEqual(['Bearer second', since, lists]);
  });

  it('when it was killed after an undo was applied and before it said so, the next one says so', async () => {
    const { metadata, spec } = (ingest.sightings.at(-2) as { object: unknown }).object as Seen;
    const { uid, generation } = metadata;
    const template = { ...spec.template, spec: { containers: [{ name: 'app', image: 'v1' }] } };
    const told = ingest.sightings.length;
    cluster.isSilent = true;
    ingest.undo = {
      id: '7',
      namespace: 'shop',
      name: 'web',
      uid,
      generation,
      template,
      annotations: { [UNDO_REQUEST]: '7' },
    };
    await until(() => toldAfter(told).includes('watched web v1'));
    await agent!.kill9();
    expect([cluster.patches, ingest.reports]).toEqual([['shop/web'], []]);

    cluster.namespaces = ['shop', 'pay']; // as the Roles of two namespaces let it
    cluster.put('pay', 'till', 'v1');
    cluster.put('other', 'secret', 'v1');
    limited = { sightings: ingest.sightings.length, lists: cluster.listed.length };
    await startAgent('--namespace', 'shop', 'pay');
    await until(() => ingest.reports.length === 1);
    expect(ingest.reports).toMatchObject([{ id: '7', outcome: 'applied', message: 'it had been applied before' }]);
    expect(cluster.patches).toEqual(['shop/web']);
  });

  it('when it is given namespaces, it asks for these alone, and says so', async () => {
    await until(() => toldAfter(limited.sightings).length === 4 && cluster.openWatches === 2);
    const told = [...toldAfter(limited.sightings)].sort();
    expect(told).toEqual(['listed 1 in pay', 'listed 1 in shop', 'listed till v1', 'listed web v1']);
    expect(ingest.batches.at(-1)!.namespaces).toEqual(['shop', 'pay']);
    expect(cluster.listed.slice(limited.lists).sort()).toEqual(['pay', 'shop']);
    expect(cluster.refused).toEqual([]);
  });

  it('when it is told to stop, it ends with 0, and its watches with it', async () => {
    const { code } = await agent!.stop();
    await until(() => cluster.openWatches === 0);
    expect([code, cluster.openWatches]).toEqual([0, 0]);
  });
});
