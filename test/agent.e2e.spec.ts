import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { announceBody } from './support/announce-body.js';
import { BreakingProxy } from './support/breaking-proxy.js';
import { GraphQLClient } from './support/graphql.js';
import { getKubernetes } from './support/kubernetes.js';
import { addManyEvents } from './support/many-events.js';
import { manifest } from './support/manifest.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';

/** The cluster is a Rollbook too: nothing here depends on that, its Kubernetes API is all that the agent knows of it. */
let databases: TestDatabase[];
let cluster: Program;
let rollbook: Program;
/** The way of `rollbook` to its database, and the way of the agent to the cluster. */
let way: BreakingProxy;
let wayThere: BreakingProxy;
let agent: Program | undefined;
let folder: string;

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  way = await BreakingProxy.open(databases[1]!.url);
  [cluster, rollbook] = await Promise.all(
    [databases[0]!.url, way.url].map((url) => Program.start({ env: { DATABASE_URL: url } })) as [
      Promise<Program>,
      Promise<Program>,
    ],
  );
  folder = await mkdtemp(join(tmpdir(), 'rollbook-agent-'));
  await writeFile(join(folder, 'token'), rollbook.token);
  const kubeconfig = await readFile(join(cluster.dataFolder, 'kubeconfig'), 'utf8');
  const [server] = /https:\/\/[\d.:]+/.exec(kubeconfig)!;
  wayThere = await BreakingProxy.open(server);
  await writeFile(join(folder, 'kubeconfig'), kubeconfig.replaceAll(server, new URL(wayThere.url).origin));
}, 240_000);
afterAll(async () => {
  await Promise.all([agent?.stop(), cluster.discard(), rollbook.discard()]);
  await Promise.all([way.close(), wayThere.close()]);
  await Promise.all([...databases.map((database) => database.drop()), rm(folder, { recursive: true })]);
}, 60_000);

async function startAgent(): Promise<void> {
  const args = ['agent', '--kubeconfig', join(folder, 'kubeconfig'), '--context', 'rollbook', '--server', rollbook.url];
  agent = await Program.start({
    args: [...args, '--token-file', join(folder, 'token'), '--cluster', 'prod'],
    ready: /"msg":"(watching)"/,
    token: rollbook.token,
    dataFolder: folder,
  });
}

async function stopAgent(): Promise<void> {
  await agent?.stop();
  agent = undefined;
}

async function apply(name: string, image: string, cause?: string): Promise<void> {
  await cluster.graphql(
    `mutation ($text: String!, $cause: String) { applyDeployment(input: { manifest: $text, changeCause: $cause }) { results { message } } }`,
    { text: manifest(name, { image }), cause },
  );
}

const on = (mutation: string, name: string, fields = '') =>
  cluster.graphql(`mutation { ${mutation}(input: { namespace: "shop", name: "${name}" ${fields} }) { message } }`);

type Change = Readonly<{ summary: string; cause: string | null; source: string; actor: { subject: string } }>;

async function changesOf(name: string): Promise<readonly Change[]> {
  const { changes } = await rollbook.graphql<{ changes: { nodes: readonly Change[] } }>(
    `query ($name: String!) { changes(filter: { cluster: "prod", namespace: "shop", name: $name }) {
      nodes { summary cause source actor { subject } } } }`,
    { name },
  );
  return changes.nodes;
}

const summaries = async (name: string) => (await changesOf(name)).map(({ summary }) => summary);

/** Asks until it is so, a minute at most. */
async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (const began = performance.now(); ;) {
    const value = await read();
    if (isSo(value) || performance.now() - began > 60_000) return value;
    await sleep(100);
  }
}

type RolloutHere = Readonly<{
  rollouts: Readonly<{ nodes: readonly Readonly<Record<'outcome' | 'reason' | 'message', string | null>>[] }>;
  observedPods: Readonly<{ replicaSets: readonly Readonly<{ name: string; waiting: readonly object[] }>[] }> | null;
  pods: Readonly<{ nodes: readonly Readonly<{ replicaSet: string; status: string }>[] }>;
}>;

async function rolloutHere(): Promise<RolloutHere> {
  const { deployment } = await rollbook.graphql<{ deployment: RolloutHere }>(
    `{ deployment(cluster: "prod", namespace: "shop", name: "web") {
      rollouts(first: 1) { nodes { outcome reason message } } pods { nodes { replicaSet status } }
      observedPods { replicaSets { name pods ready waiting { container reason pods } } } } }`,
  );
  return deployment;
}

const GONE = 'deleted; nobody saw by whom';

const untilChanges = (name: string, count: number) =>
  until(
    () => summaries(name),
    (list) => list.length >= count,
  );

// Three processes on a busy machine.
jest.setTimeout(120_000);

describe('rollbook agent', () => {
  it('when it comes to a cluster, it brings in the revisions that are still there, with their causes', async () => {
    await apply('web', 'web:1', 'first');
    await apply('web', 'web:2', 'second');
    await apply('other', 'web:1');
    await until(
      () =>
        cluster.graphql<{ deployment: { revisions: { nodes: unknown[] } } | null }>(
          `{ deployment(namespace: "shop", name: "web") { revisions { nodes { number } } } }`,
        ),
      ({ deployment }) => deployment?.revisions.nodes.length === 2,
    );
    await startAgent();
    expect(await untilChanges('web', 2)).toEqual(['created: web web:1, 3 replicas', 'image of web: web:1 -> web:2']);
    expect((await changesOf('web')).map(({ cause, source, actor }) => [cause, source, actor.subject])).toEqual([
      ['first', 'WATCH', 'rollbook:unknown'],
      ['second', 'WATCH', 'rollbook:unknown'],
    ]);
    expect(await untilChanges('other', 1)).toEqual(['created: web web:1, 3 replicas']);
  });

  it('when things change, it tells each change, and nothing of what the controllers write', async () => {
    await on('setImage', 'web', 'images: [{ container: "web", image: "web:3" }], changeCause: "third"');
    await on('scaleDeployment', 'web', 'replicas: 5');
    expect((await untilChanges('web', 4)).slice(2)).toEqual(['image of web: web:2 -> web:3', 'replicas: 3 -> 5']);
  });

  it('when it was away, it finds what happened, between when and when, and what is gone', async () => {
    await stopAgent();
    await on('setImage', 'web', 'images: [{ container: "web", image: "web:4" }]');
    await on('setImage', 'web', 'images: [{ container: "web", image: "web:5" }]');
    await on('deleteDeployment', 'other');
    await startAgent();
    expect((await untilChanges('web', 5)).slice(4)).toEqual(['image of web: web:3 -> web:5']);
    expect((await untilChanges('other', 2)).slice(1)).toEqual([GONE]);
  });

  it('when a name is given again, it is another Deployment', async () => {
    await on('deleteDeployment', 'web');
    await apply('web', 'web:9');
    expect((await untilChanges('web', 7)).slice(5)).toEqual(['deleted (Background)', 'created: web web:9, 3 replicas']);
    await stopAgent();
    await on('deleteDeployment', 'web');
    await apply('web', 'web:10');
    await startAgent();
    expect((await untilChanges('web', 9)).slice(7)).toEqual([GONE, 'created: web web:10, 3 replicas']);
  });

  it('when what it watches from has expired, it lists anew: what is gone is not in it', async () => {
    const config = new KubeConfig();
    config.loadFromFile(join(cluster.dataFolder, 'kubeconfig'));
    await config.makeApiClient(CoreV1Api).createNamespace({ body: { metadata: { name: 'busy' } } });
    await apply('short', 'web:1');
    await untilChanges('short', 1);
    wayThere.refuse();
    await on('deleteDeployment', 'short');
    await addManyEvents(databases[0]!.url);
    wayThere.admit();
    expect(await untilChanges('short', 2)).toEqual(['created: web web:1, 3 replicas', GONE]);
  });

  it('when an undo is asked for here, it is carried out there, once, as theirs who asked', async () => {
    await on('setImage', 'web', 'images: [{ container: "web", image: "web:11" }], changeCause: "eleven"');
    await untilChanges('web', 10);
    const { undoRollout } = await rollbook.graphql<{ undoRollout: { message: string } }>(
      `mutation { undoRollout(input: { cluster: "prod", namespace: "shop", name: "web", applyToCluster: true, changeCause: "no" }) { message } }`,
    );
    expect(undoRollout.message).toBe('asked cluster prod to undo to revision 1: image of web: web:11 -> web:10');
    await untilChanges('web', 13);
    const [asked, ...rest] = (await changesOf('web')).slice(10);
    expect([asked!.source, asked!.actor.subject, asked!.cause]).toEqual(['GRAPHQL', 'admin', 'no']);
    const undone = rest.find(({ summary }) => summary.startsWith('undone to revision 1'));
    expect([undone?.source, undone?.actor.subject, undone?.cause]).toEqual(['WATCH', 'admin', 'no']);
    expect(rest.some(({ summary }) => summary.startsWith('undo applied in the cluster'))).toBe(true);
    const there = await cluster.graphql<{ deployment: { images: string[] } }>(
      `{ deployment(namespace: "shop", name: "web") { images } }`,
    );
    expect(there.deployment.images).toEqual(['web:10']);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const { deployment } = await rollbook.graphql<{ deployment: { watched: Record<string, unknown> } }>(
      `{ deployment(cluster: "prod", namespace: "shop", name: "web") {
        watched(since: "${since}") { completely spans { since } gaps { since } } } }`,
    );
    // It was not there before it was started.
    expect(deployment.watched).toMatchObject({
      completely: false,
      gaps: expect.arrayContaining([{ since }]) as unknown,
    });
    expect(deployment.watched.spans).not.toEqual([]);
  });

  it('when pods wait for something there, the rollout says so here, and its pods are what they are there', async () => {
    await cluster.graphql(
      `mutation { setPodLife(input: { imagePattern: "web:stuck", neverReady: true }) { neverReady } }`,
    );
    await on('setImage', 'web', 'images: [{ container: "web", image: "web:stuck" }]');
    const isTold = ({ rollouts, pods }: Awaited<ReturnType<typeof rolloutHere>>): boolean =>
      rollouts.nodes[0]?.reason !== null && pods.nodes.every(({ status }) => status !== 'ContainerCreating');
    const seen = await until(rolloutHere, isTold);
    expect(seen.rollouts.nodes[0]).toEqual({
      ...{ outcome: null, reason: 'ImagePullBackOff' },
      message: 'Back-off pulling image "web:stuck"',
    });
    const stuck = seen.observedPods!.replicaSets.find(({ waiting }) => waiting.length > 0)!;
    expect(stuck).toMatchObject({ pods: 1, ready: 0, waiting: [{ container: 'web', pods: 1 }] });
    const statuses = seen.pods.nodes.map(({ replicaSet, status }) => [replicaSet === stuck.name, status]).sort();
    expect(statuses).toEqual([...Array<unknown>(3).fill([false, 'Running']), [true, 'ImagePullBackOff']]);
    expect((await summaries('web')).filter((summary) => summary.includes('pods seen'))).toEqual([]);
  });

  it('when the database of Rollbook is away, every door says so, and what the agent saw is recorded when it is back', async () => {
    const before = await summaries('web');
    way.refuse();
    await on('setImage', 'web', 'images: [{ container: "web", image: "web:12" }]');
    const ready = await fetch(`${rollbook.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { ready: false, database: 'cannot be asked' }]);
    // Whoever asks: one whose token is remembered, and one whose token would have to be looked up.
    for (const token of [rollbook.token, 'rollbook_unseen']) {
      const asked = await new GraphQLClient(rollbook.url, token).error('{ changes { nodes { summary } } }');
      expect(asked).toMatchObject({ code: 'UNAVAILABLE', message: 'the database cannot be reached: try again' });
      const list = await getKubernetes(rollbook, '/apis/apps/v1/deployments', { token });
      expect(list).toMatchObject({ status: 503, body: { kind: 'Status', reason: 'ServiceUnavailable' } });
    }
    await until(
      async () => agent!.output,
      (output) => output.includes('it is sent again'),
    );
    way.admit();

    const after = await untilChanges('web', before.length + 1);
    expect(after.slice(before.length)).toEqual(['image of web: web:stuck -> web:12']);
    expect((await fetch(`${rollbook.url}/readyz`)).status).toBe(200);
  });

  it.each<[string, string, Readonly<{ type?: string }>, readonly [number, string]]>([
    ['another type', 'a: 1', { type: 'application/yaml' }, [415, 'send the request as application/json']],
    ['no JSON', '{', {}, [400, 'JSON']],
    ['no batch', '{}', {}, [400, 'sightings must be']],
  ])('refuses %s', async (_, body, { type = 'application/json' }, [status, text]) => {
    const answer = await fetch(`${rollbook.url}/ingest/watch/prod`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${rollbook.token}` },
      body,
    });

    const { errors } = (await answer.json()) as { errors: readonly { message: string }[] };
    expect([answer.status, errors[0]?.message]).toEqual([status, expect.stringContaining(text)]);
  });

  it.each([
    ['x', 1, 401, 'who are you?'],
    ['', 32 * 2 ** 20 + 1, 413, 'larger than 32 MiB'],
  ])('refuses, before a body is read, the token "%s" with %d bytes', async (token, bytes, status, text) => {
    const answer = await announceBody(`${rollbook.url}/ingest/watch/prod`, token || rollbook.token, bytes);

    const message: unknown = expect.stringContaining(text);
    expect(answer).toMatchObject({ status, body: { errors: [{ message }] } });
  });
});
