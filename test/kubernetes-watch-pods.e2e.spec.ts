import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSessions } from './sessions/recorded-session.js';
import { podStories } from './sessions/watched-rows.js';
import { GraphQLClient } from './support/graphql.js';
import { KUBECTLS, openTerminal } from './support/kubectl-terminal.js';
import { manifest } from './support/manifest.js';
import { Program } from './support/program.js';
import { WatchConnection, type WatchedServer, watchedServer } from './support/watch-connection.js';

let program: Program;
let graphql: GraphQLClient;
let server: WatchedServer;

beforeAll(async () => {
  program = await Program.start({ env: { ROLLBOOK_KUBERNETES_EXTRAS: 'off' } }); // as the recorded cluster
  graphql = new GraphQLClient(program.url, program.token);
  server = await watchedServer(program);
  await graphql.data(`mutation { setPodLife(input: { startSeconds: 1, terminationSeconds: 1 }) { __typename } }`);
}, 240_000);
afterAll(() => program.discard(), 60_000);

function apply(image: string): Promise<void> {
  return applyText(manifest('web', { image, replicas: 10 }));
}

async function applyText(text: string): Promise<void> {
  const document = `mutation ($text: String!) { applyDeployment(input: { manifest: $text }) { results { message } } }`;
  await graphql.data(document, { text });
}

const UNDO = `mutation { undoRollout(input: { namespace: "shop", name: "web" }) { message } }`;
const PODS = '/api/v1/namespaces/shop/pods?watch=true';

// A row is `ADDED new waiting`: new is what was not there when it was undone.
describe('the pods of a rollout that is undone', () => {
  it('come, get ready, terminate and go as in a cluster', async () => {
    const first = await WatchConnection.open(server, PODS);
    await apply('web:1');
    await first.until((lines) => lines.filter(({ object }) => isReady(object)).length >= 10);
    await apply('web:2');
    await first.until((lines) => lines.filter(({ type }) => type === 'DELETED').length >= 10);
    first.close();
    const watch = await WatchConnection.open(server, `${PODS}&resourceVersion=0`);
    await watch.until((lines) => lines.length >= 10);
    const old = new Set(watch.lines.map(({ object }) => object.metadata.name));
    await graphql.data(UNDO);
    const isDone = () => watch.lines.filter(({ type }) => type === 'DELETED').length >= 10;
    await watch.until(isDone);
    const rows = watch.lines.slice(10).map(({ type, object }) => {
      return `${type} ${old.has(object.metadata.name) ? 'old' : 'new'} ${stateOf(object)}`;
    });
    // A quarter more at most, rounded up, and a quarter less, rounded down: at no row otherwise.
    expect(rows.slice(0, 12).sort()).toEqual([
      ...Array<string>(5).fill('ADDED new waiting'),
      ...Array<string>(5).fill('MODIFIED new waiting'),
      ...Array<string>(2).fill('MODIFIED old terminating'),
    ]);
    const serving = new Set(old);
    const there = new Set(old);
    for (const { object } of watch.lines.slice(10)) {
      const { name } = object.metadata;
      const isLeft = object.metadata.deletionTimestamp === undefined;
      for (const names of [there, serving]) names.delete(name);
      if (isLeft) there.add(name);
      if (isLeft && isReady(object)) serving.add(name);
      expect(serving.size).toBeGreaterThanOrEqual(8);
      expect(there.size).toBeLessThanOrEqual(13);
    }
    const count = (row: string): number => rows.filter((one) => one === row).length;
    expect(count('ADDED new waiting')).toBe(10);
    expect(count('MODIFIED new ready')).toBe(10);
    expect(count('MODIFIED new waiting')).toBe(10);
    expect(count('MODIFIED old terminating')).toBe(20);
    expect(count('DELETED old terminating')).toBe(10);
    for (const name of new Set(watch.lines.slice(10).map(({ object }) => object.metadata.name))) {
      const own = watch.lines.slice(10).filter(({ object }) => object.metadata.name === name);
      expect(own.map(brief)).toEqual(
        old.has(name)
          ? ['MODIFIED terminating', 'MODIFIED terminating', 'DELETED terminating']
          : ['ADDED waiting', 'MODIFIED waiting', 'MODIFIED ready'],
      );
    }
    const versions = watch.lines.map(({ object }) => BigInt(object.metadata.resourceVersion));
    expect(versions.slice(10)).toEqual([...versions.slice(10)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    watch.close();
  }, 240_000);

  it('are seen by kubectl as a real cluster showed them (kubectl/watch.json), and so are its ReplicaSets and Events', async () => {
    const [kubectl] = KUBECTLS;
    if (kubectl === undefined) return;
    const terminal = await openTerminal(program, kubectl.path);
    const [recorded] = readSessions([RECORDED]);
    const { stdout: then = '' } = recorded?.steps.find(({ args }) => args.includes('pods')) ?? {};
    await applyText(recorded?.files['deploy.yaml'] ?? '');
    await terminal.type('set', 'image', 'deploy/web-deploy', 'nginx=nginx:1.17');
    await terminal.type('rollout', 'status', 'deploy/web-deploy');
    const isGone = (said: string): boolean =>
      rowsOf(said, 'DELETED').filter((row) => row.includes('5dff')).length >= 10;
    const begun = new Set<string>();
    const watch = (resource: string, isEnough: (said: string) => boolean): Promise<string> =>
      terminal.watch(
        (said) => {
          begun.add(resource);
          return isEnough(said);
        },
        ...['get', resource, '-w', '--output-watch-events'],
      );
    const watching = Promise.all([
      watch('pods', isGone),
      watch('rs', (said) => /MODIFIED +web-deploy-5dff\S+ +0 +0 +0/.test(said)),
    ]);
    while (begun.size < 2) await sleep(50);
    await terminal.type('rollout', 'undo', 'deploy/web-deploy');
    const [pods, replicaSets] = await watching;
    expect(settledStories(pods)).toEqual(settledStories(then));
    expect(rowsOf(replicaSets, 'MODIFIED').length).toBeGreaterThan(4);
    const events = await terminal.type('get', 'events', '--field-selector', 'reason=ScalingReplicaSet');
    expect(events).toMatch(/Scaled down replica set web-deploy-\S+ from 10 to 8/);
    await terminal.close();
  }, 240_000);
});

const RECORDED = 'test/conformance/kubectl/watch.json';

function rowsOf(said: string, type: string): readonly string[] {
  return said.split('\n').filter((line) => line.startsWith(type));
}

// But for pods that were going when the watch began.
function settledStories(said: string): readonly string[] {
  return podStories(said)
    .split('\n')
    .filter((story) => !/ ADDED +\S+ +Terminating/.test(story));
}

describe('Services, namespaces and bare Pods', () => {
  it('are told as they are written, live and go', async () => {
    const [kubectl] = KUBECTLS;
    if (kubectl === undefined) return;
    const terminal = await openTerminal(program, kubectl.path);
    const [services, pods] = await Promise.all(
      ['services', 'pods'].map((resource) =>
        WatchConnection.open(server, `/api/v1/namespaces/fresh/${resource}?watch=true`),
      ),
    );
    const selector = encodeURIComponent('metadata.name=fresh');
    const namespaces = await WatchConnection.open(server, `/api/v1/namespaces?watch=true&fieldSelector=${selector}`);
    await terminal.type('create', 'namespace', 'fresh');
    await terminal.type('-n', 'fresh', 'create', 'service', 'clusterip', 'front', '--tcp=80');
    await terminal.type('-n', 'fresh', 'label', 'service', 'front', 'tier=web');
    await terminal.type('-n', 'fresh', 'delete', 'service', 'front');
    for (const name of ['one', 'two']) await terminal.type('-n', 'fresh', 'run', name, '--image=busybox');
    const ready = await terminal.type('-n', 'fresh', 'wait', '--for=condition=Ready', 'pod/one', '--timeout=30s');
    expect(ready).toBe('pod/one condition met\n');
    expect(await terminal.type('-n', 'fresh', 'delete', 'pod', 'one')).toContain('pod "one" deleted');
    expect(await terminal.type('delete', 'namespace', 'fresh')).toContain('namespace "fresh" deleted');
    await namespaces.until((lines) => lines.some(({ type }) => type === 'DELETED'));
    const told = (watch: WatchConnection | undefined) =>
      watch?.lines.map(({ type, object }) => `${type} ${object.metadata.name} ${object.status?.phase ?? ''}`.trim());
    expect(told(services)).toEqual(['ADDED front', 'MODIFIED front', 'DELETED front']);
    expect(told(namespaces)).toEqual(['ADDED fresh Active', 'MODIFIED fresh Terminating', 'DELETED fresh Terminating']);
    expect(pods?.lines.filter(({ object }) => object.metadata.name === 'one').map(brief)).toEqual([
      ...['ADDED waiting', 'MODIFIED waiting', 'MODIFIED ready'],
      ...['MODIFIED terminating', 'MODIFIED terminating', 'DELETED terminating'],
    ]);
    for (const one of [services, pods, namespaces]) one?.close();
    await terminal.close();
  }, 120_000);
});

function brief({ type, object }: WatchConnection['lines'][number]): string {
  return `${type} ${stateOf(object)}`;
}

type Pod = WatchConnection['lines'][number]['object'];

function stateOf(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  return isReady(pod) ? 'ready' : 'waiting';
}

function isReady({ status }: Pod): boolean {
  return status?.containerStatuses?.[0]?.ready === true;
}
