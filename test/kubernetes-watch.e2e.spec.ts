import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#libs/postgres';
import { GraphQLClient } from './support/graphql.js';
import { KUBECTLS, openTerminal } from './support/kubectl-terminal.js';
import { getKubernetes } from './support/kubernetes.js';
import { manifest } from './support/manifest.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';
import { WatchConnection, type WatchedLine, type WatchedServer, watchedServer } from './support/watch-connection.js';

const SHOP = '/apis/apps/v1/namespaces/shop/deployments';
const FROM_THE_BEGINNING =
  '?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';

let database: TestDatabase;
let program: Program;
let graphql: GraphQLClient;
let server: WatchedServer;

beforeAll(async () => {
  database = await createTestDatabase();
  program = await Program.start({ env: { DATABASE_URL: database.url } });
  graphql = new GraphQLClient(program.url, program.token);
  server = await watchedServer(program);
  await graphql.data(`mutation { setPodLife(input: { startSeconds: 1, terminationSeconds: 1 }) { __typename } }`);
}, 240_000);
afterAll(async () => {
  await program.discard();
  await database.drop();
}, 60_000);

async function apply(name: string, image: string): Promise<void> {
  await graphql.data(
    `mutation ($text: String!) { applyDeployment(input: { manifest: $text }) { results { message } } }`,
    {
      text: manifest(name, { image }),
    },
  );
}

function open(query: string, accept?: string): Promise<WatchConnection> {
  return WatchConnection.open(server, `${SHOP}${query}`, accept);
}

function brief({ type, object }: WatchedLine): string {
  const { readyReplicas = 0, updatedReplicas = 0 } = object.status ?? {};
  return `${type} ${object.metadata.name} ${updatedReplicas}/${readyReplicas}`;
}

const isReady = (name: string, ready: number) => (lines: readonly WatchedLine[]) =>
  lines.some(({ object }) => object.metadata.name === name && object.status?.readyReplicas === ready);

it('of an empty log nothing is told twice: a watch goes on from the list', async () => {
  const { body } = await getKubernetes(program, '/api/v1/namespaces', { token: program.token });
  const { resourceVersion } = body.metadata as { resourceVersion: string };
  const query = `watch=true&timeoutSeconds=1&resourceVersion=${resourceVersion}`;
  const watch = await WatchConnection.open(server, `/api/v1/namespaces?${query}`);
  expect(await watch.until(() => false)).toEqual([]);
}, 120_000);

describe('watches whose clients hang up', () => {
  it('leave nothing behind, whether they were answered or not', async () => {
    const before = await measured('TCPSocketWrap');
    const answered: WatchConnection[] = [];
    for (let tens = 0; tens < 10; tens++)
      answered.push(...(await Promise.all(Array.from({ length: 10 }, () => open(FROM_THE_BEGINNING)))));
    expect(await measured('rollbook_watches_open')).toBe(100);
    for (const watch of answered) watch.close();
    await Promise.all(
      Array.from({ length: 100 }, () => WatchConnection.hangUp(server, `${SHOP}${FROM_THE_BEGINNING}`)),
    );
    while ((await measured('rollbook_watches_open')) > 0) await sleep(100);
    while ((await measured('TCPSocketWrap')) > before) await sleep(100);
  }, 120_000);
});

describe('a watch of Deployments', () => {
  it('says to browsers what every answer does', async () => {
    const watch = await open('?watch=true&timeoutSeconds=1');
    expect(watch.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    watch.close();
  }, 120_000);

  it('tells a rollout from step to step, and can be gone on with', async () => {
    const watch = await open('?watch=true&resourceVersion=0');
    await apply('one', 'web:1');
    const [added, ...steps] = await watch.until(isReady('one', 3));
    expect([added!, ...steps].map(brief)).toEqual(['ADDED one 3/0', 'MODIFIED one 3/3']);
    watch.close();
    const next = await open(`?watch=true&resourceVersion=${added!.object.metadata.resourceVersion}`);
    await next.until(isReady('one', 3));
    expect(next.lines.map(brief)).toContain('MODIFIED one 3/3');
    next.close();
  }, 120_000);

  it('is of the objects chosen, in the form wanted, with the columns once', async () => {
    await apply('two', 'web:1');
    const query = '?watch=true&fieldSelector=metadata.name%3Dtwo';
    const table = await open(query, 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json');
    const lines = await table.until((all) => all.length >= 2);
    expect(
      lines.map(({ object }) => [object.kind, object.rows?.[0]?.cells[0], object.columnDefinitions === null]),
    ).toEqual([
      ['Table', 'two', false],
      ['Table', 'two', true],
    ]);
    table.close();
    const metadata = await open(query, 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io');
    expect((await metadata.until((all) => all.length > 0))[0]!.object.kind).toBe('PartialObjectMetadata');
    metadata.close();
  }, 120_000);

  it('ends when its time is up, and says when it cannot begin', async () => {
    const short = await open('?watch=true&timeoutSeconds=1');
    await short.until(() => false);
    expect(short.complete).toBe(true);
    const future = await open('?watch=true&resourceVersion=999999000000000');
    const [error] = await future.until(() => false);
    expect([error!.type, error!.object.code, error!.object.reason]).toEqual(['ERROR', 504, 'Timeout']);
    expect((await open('?watch=true&resourceVersion=x')).status).toBe(400);
  }, 120_000);

  it('ends when the right to see is taken away, and shows nothing of other namespaces', async () => {
    const subject = 'reader-of-bank';
    const { output } = await Program.run({
      dataFolder: program.dataFolder,
      env: { DATABASE_URL: database.url },
      args: ['token', 'create', subject],
    });
    const { bindRole } = await graphql.data<{ bindRole: { id: number } }>(
      `mutation ($input: BindRoleInput!) { bindRole(input: $input) { id } }`,
      { input: { role: 'VIEWER', subjects: [subject], namespace: 'bank' } },
    );
    const token = output.trim();
    const path = `/apis/apps/v1/deployments${FROM_THE_BEGINNING}`;
    let watch = await WatchConnection.open({ ...server, token }, path);
    while (watch.status === 403) {
      await sleep(200); // roles are remembered for five seconds
      watch = await WatchConnection.open({ ...server, token }, path);
    }
    const lines = await watch.until((all) => all.length > 0);
    expect(lines.map(({ type }) => type)).toEqual(['BOOKMARK']);
    await apply('three', 'web:1');
    await graphql.data(`mutation ($id: Int!) { endRole(id: $id) { id } }`, { id: bindRole.id });
    await watch.until(() => false);
    expect([watch.complete, watch.lines.length]).toEqual([true, 1]);
    expect((await WatchConnection.open({ ...server, token }, path)).status).toBe(403);
  }, 120_000);
});

describe('kubectl', () => {
  const [kubectl] = KUBECTLS;
  if (kubectl === undefined) {
    it('is not tried: none is on PATH', () => expect(kubectl).toBeUndefined());
    return;
  }
  it('waits, follows a rollout and watches', async () => {
    const terminal = await openTerminal(program, kubectl.path);
    await apply('four', 'web:1');
    const following = [
      terminal.type('-n', 'shop', 'rollout', 'status', 'deploy/four', '--timeout=60s'),
      terminal.type('-n', 'shop', 'wait', 'deploy/four', '--for=condition=Available', '--timeout=60s'),
    ];
    const [status, wait] = await Promise.all(following);
    expect(status).toContain('deployment "four" successfully rolled out');
    expect(wait).toContain('deployment.apps/four condition met');
    const rowsOf = (text: string) => text.split('\n').map((row) => row.split(/ +/).slice(0, 4).join(' '));
    let said = '';
    const isEnough = (text: string): boolean => rowsOf((said = text)).includes('MODIFIED four 3/3 3');
    const watch = terminal.watch(isEnough, '-n', 'shop', 'get', 'deploy', 'four', '-w', '--output-watch-events');
    while (said === '') await sleep(50);
    await apply('four', 'web:2');
    const watched = rowsOf(await watch);
    expect(watched[0]).toBe('EVENT NAME READY UP-TO-DATE');
    expect(watched).toEqual(expect.arrayContaining(['MODIFIED four 3/3 1', 'MODIFIED four 3/3 3']));
    await terminal.close();
  }, 240_000);
});

describe('500 watches', () => {
  const isBegun = (lines: readonly WatchedLine[]): boolean => lines.some(({ type }) => type === 'BOOKMARK');

  it('cost no query while nothing happens, are all told what does, and end whole with the server', async () => {
    const one = await open(FROM_THE_BEGINNING);
    await one.until(isBegun);
    const listening = await countListening();
    const watches: WatchConnection[] = [one];
    for (let tens = 0; tens < 50; tens++)
      watches.push(...(await Promise.all(Array.from({ length: 10 }, () => open(FROM_THE_BEGINNING)))));
    await Promise.all(watches.map((watch) => watch.until(isBegun)));
    while ((await queriesWithin(500)).length > 0); // until rollouts have come to rest
    expect(await queriesWithin(4000)).toEqual([]);
    expect(await countListening()).toBe(listening);
    await apply('five', 'web:1');
    await Promise.all(watches.map((watch) => watch.until(isReady('five', 3))));
    const { output } = await program.stop();
    await Promise.all(watches.map((watch) => watch.until(() => false)));
    expect(new Set(watches.map(({ complete }) => complete))).toEqual(new Set([true]));
    expect(output).not.toContain('"level":50');
  }, 240_000);
});

/** What the program measures: a number of its own, or how many resources of a type Node holds. */
async function measured(name: string): Promise<number> {
  const answer = await fetch(new URL('/metrics', program.url), {
    headers: { authorization: `Bearer ${program.token}` },
  });
  const line = new RegExp(`^(?:${name}|nodejs_active_resources\\{type="${name}"\\}) (\\d+)$`, 'm');
  return Number(line.exec(await answer.text())?.[1] ?? 0);
}

/** Connections that hear of appends and of views. */
async function countListening(): Promise<number> {
  const pool = openPool(database.url, { size: 1 });
  const { rows } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
  );
  await pool.end();
  return rows.length;
}

// Of the API's connections, but for who may ask for what: that is looked at every five seconds.
async function queriesWithin(milliseconds: number): Promise<readonly string[]> {
  const pool = openPool(database.url, { size: 1 });
  const { rows: begin } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  const seen = new Set<string>();
  for (let turn = 0; turn < milliseconds / 100; turn++) {
    await sleep(100);
    const { rows } = await pool.query<{ query: string }>(
      `select query from pg_stat_activity where application_name = 'rollbook api' and query_start > $1`,
      [begin[0]!.now],
    );
    for (const { query } of rows) if (/\b(view|log)\./.test(query)) seen.add(query);
  }
  await pool.end();
  return [...seen];
}
