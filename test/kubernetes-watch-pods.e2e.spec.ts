import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLClient } from './support/graphql.js';
import { KUBECTLS, openTerminal } from './support/kubectl-terminal.js';
import { manifest } from './support/manifest.js';
import { Program } from './support/program.js';
import { WatchConnection, type WatchedServer, watchedServer } from './support/watch-connection.js';

let program: Program;
let graphql: GraphQLClient;
let server: WatchedServer;

beforeAll(async () => {
  program = await Program.start();
  graphql = new GraphQLClient(program.url, program.token);
  server = await watchedServer(program);
}, 240_000);
afterAll(() => program.discard(), 60_000);

async function apply(image: string): Promise<void> {
  await graphql.data(
    `mutation ($text: String!) { applyDeployment(input: { manifest: $text }) { results { message } } }`,
    {
      text: manifest('web', { image, replicas: 10 }),
    },
  );
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
    // A quarter more at most, rounded up, and a quarter less, rounded down.
    expect(rows.slice(0, 7).sort()).toEqual([
      ...Array<string>(5).fill('ADDED new waiting'),
      ...Array<string>(2).fill('MODIFIED old terminating'),
    ]);
    const count = (row: string): number => rows.filter((one) => one === row).length;
    expect(count('ADDED new waiting')).toBe(10);
    expect(count('MODIFIED new ready')).toBe(10);
    expect(count('MODIFIED old terminating')).toBe(10);
    expect(count('DELETED old terminating')).toBe(10);
    for (const name of new Set(watch.lines.slice(10).map(({ object }) => object.metadata.name))) {
      const own = watch.lines.slice(10).filter(({ object }) => object.metadata.name === name);
      const life = own.map(({ type, object }) => `${type} ${stateOf(object)}`);
      expect(life).toEqual(
        old.has(name) ? ['MODIFIED terminating', 'DELETED terminating'] : ['ADDED waiting', 'MODIFIED ready'],
      );
    }
    const versions = watch.lines.map(({ object }) => BigInt(object.metadata.resourceVersion));
    expect(versions.slice(10)).toEqual([...versions.slice(10)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    watch.close();
  }, 240_000);

  it('are seen by kubectl, too, and so are its ReplicaSets and Events', async () => {
    const [kubectl] = KUBECTLS;
    if (kubectl === undefined) return;
    const terminal = await openTerminal(program, kubectl.path);
    const get = (resource: string) =>
      terminal.type('-n', 'shop', 'get', resource, '-w', '--output-watch-events', '--request-timeout=30s');
    const watching = Promise.all([get('pods'), get('rs'), get('events')]);
    await sleep(8000);
    await graphql.data(UNDO);
    const [pods, replicaSets, events] = await watching;
    const of = (text: string, type: string) => text.split('\n').filter((line) => line.startsWith(type));
    expect(of(pods, 'EVENT')).toHaveLength(1);
    expect(of(pods, 'DELETED')).toHaveLength(10);
    expect(of(pods, 'MODIFIED').filter((line) => line.includes('Running'))).toHaveLength(10);
    expect(of(replicaSets, 'MODIFIED').length).toBeGreaterThan(4);
    expect(events).toMatch(/(ADDED|MODIFIED) .*ScalingReplicaSet/);
    await terminal.close();
  }, 240_000);
});

describe('Services and namespaces', () => {
  it('are told as they are written and deleted', async () => {
    const [kubectl] = KUBECTLS;
    if (kubectl === undefined) return;
    const terminal = await openTerminal(program, kubectl.path);
    const services = await WatchConnection.open(server, '/api/v1/namespaces/fresh/services?watch=true');
    const namespaces = await WatchConnection.open(
      server,
      '/api/v1/namespaces?watch=true&fieldSelector=metadata.name%3Dfresh',
    );
    await terminal.type('create', 'namespace', 'fresh');
    await terminal.type('-n', 'fresh', 'create', 'service', 'clusterip', 'front', '--tcp=80');
    await terminal.type('-n', 'fresh', 'label', 'service', 'front', 'tier=web');
    await terminal.type('-n', 'fresh', 'delete', 'service', 'front');
    await services.until((lines) => lines.length >= 3);
    expect(services.lines.map(({ type, object }) => `${type} ${object.kind} ${object.metadata.name}`)).toEqual([
      'ADDED Service front',
      'MODIFIED Service front',
      'DELETED Service front',
    ]);
    const [added] = await namespaces.until((lines) => lines.length > 0);
    expect([added?.type, added?.object.metadata.name]).toEqual(['ADDED', 'fresh']);
    for (const one of [services, namespaces]) one.close();
    await terminal.close();
  }, 120_000);
});

type Pod = WatchConnection['lines'][number]['object'];

function stateOf(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  return isReady(pod) ? 'ready' : 'waiting';
}

function isReady({ status }: Pod): boolean {
  return status?.containerStatuses?.[0]?.ready === true;
}
