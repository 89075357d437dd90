import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import WebSocket from 'ws';
import { collect, GraphQLClient } from './support/graphql.js';
import { manifest } from './support/manifest.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let program: Program;
let client: GraphQLClient;

beforeAll(async () => {
  database = await createTestDatabase();
  program = await Program.start({ env: { DATABASE_URL: database.url } });
  client = new GraphQLClient(program.url, program.token);
});
afterAll(async () => {
  const { code } = await program.stop();
  expect(code).toBe(0); // also with connections open
  await program.discard();
  await database.drop();
});

const apply = (name: string, image: string) =>
  client.data(
    'mutation ($m: String!) { applyDeployment(input: { manifest: $m }) { results { position deployment { id } } } }',
    { m: manifest(name, { image, replicas: 1 }) },
  );

type ChangeSeen = Readonly<{ change: string; name: string }>;

describe('the changes, as they are recorded', () => {
  it('when it is asked from the beginning, it has what was and what comes', async () => {
    await apply('one', 'a:1');
    const connection = client.connect();
    const seen = collect<ChangeSeen>(
      connection,
      'subscription { changes(after: "0") { change name } }',
      (all) => all.length === 3,
    );
    await apply('two', 'a:1');
    await apply('one', 'a:2');

    expect((await seen).map(({ name }) => name)).toEqual(['one', 'two', 'one']);
    await connection.dispose();
  });

  it('when a client comes again with its last cursor, it has lost nothing', async () => {
    const first = client.connect();
    const [last] = await collect<ChangeSeen>(
      first,
      'subscription { changes(after: "0") { change name } }',
      (all) => all.length === 1,
    );
    await first.dispose();
    await apply('three', 'a:1');
    const second = client.connect();
    const later = await collect<ChangeSeen>(
      second,
      `subscription { changes(after: "${last?.change}") { change name } }`,
      (all) => all.length === 3,
    );

    expect(later.map(({ name }) => name)).toEqual(['two', 'one', 'three']);
    await second.dispose();
  });

  it('when it is filtered, only those come', async () => {
    const connection = client.connect();
    const seen = collect<ChangeSeen>(
      connection,
      'subscription { changes(after: "0", filter: { name: "one", kind: [PodTemplateChanged] }) { change name } }',
      (all) => all.length === 2,
    );
    await apply('two', 'a:3');
    await apply('one', 'a:3');

    expect((await seen).map(({ name }) => name)).toEqual(['one', 'one']);
    await connection.dispose();
  });

  it('when fifty writers write at once, every change comes once and in order', async () => {
    const connection = client.connect();
    const seen = collect<ChangeSeen>(
      connection,
      'subscription { changes(after: "0", filter: { namespace: "shop" }) { change name } }',
      (all) => all.filter(({ name }) => name.startsWith('many')).length === 50,
    );
    await Promise.all(Array.from({ length: 50 }, (_, i) => apply(`many-${i}`, 'a:1')));
    const positions = (await seen).map(({ change }) => Number(change));

    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    await connection.dispose();
  });
});

type Update = Readonly<{
  cursor: string;
  at: string;
  steps: readonly { message: string }[];
  status: { availableReplicas: number };
  rollout: { outcome: string | null };
}>;

describe('a rollout, as it goes', () => {
  const FIELDS = 'cursor at steps { message } status { availableReplicas } rollout { outcome }';
  const isOver = (all: readonly Update[]) => all.at(-1)?.rollout.outcome === 'Complete';

  it('when it is followed, each step comes when it is due and none before', async () => {
    await client.data(
      'mutation { setPodLife(input: { imagePattern: "quick:*", startSeconds: 0.5, terminationSeconds: 0.2 }) { startSeconds } }',
    );
    const { results } = (await apply('rolling', 'quick:1')).applyDeployment;
    const { id } = results[0].deployment;
    const connection = client.connect();
    const early: string[] = [];
    const updates = await collect<Update>(
      connection,
      `subscription { rollout(deployment: "${id}") { ${FIELDS} } }`,
      (all) => {
        const last = all.at(-1);
        if (last !== undefined && Date.parse(last.at) > Date.now()) early.push(last.at);
        return isOver(all);
      },
    );

    expect(early).toEqual([]);
    expect(updates.flatMap(({ steps }) => steps.map(({ message }) => message))).toEqual([
      expect.stringContaining('Scaled up replica set rolling-'),
    ]);
    expect(updates.at(-1)?.status.availableReplicas).toBe(1);
    await connection.dispose();

    const again = client.connect();
    const rest = await collect<Update>(
      again,
      `subscription { rollout(deployment: "${id}", after: "${updates[0]?.cursor}") { ${FIELDS} } }`,
      isOver,
    );
    expect(rest).toEqual(updates.slice(1));
    await again.dispose();
  });
});

describe('a connection', () => {
  const open = async (headers: Record<string, string> = {}): Promise<WebSocket> => {
    const socket = new WebSocket(`${program.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    await once(socket, 'open');
    return socket;
  };
  const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];
  const message = async (socket: WebSocket): Promise<any> =>
    JSON.parse(String(((await once(socket, 'message')) as [Buffer])[0]));
  const send = (socket: WebSocket, value: object) => socket.send(JSON.stringify(value));

  it.each([
    ['has no token', {}],
    ['has an unknown token', { authorization: 'Bearer unknown' }],
    ['has a number for a token', { authorization: 5 }],
  ])('when it %s, it is closed with 4403', async (_, payload) => {
    const socket = await open();
    const code = closeCode(socket);
    send(socket, { type: 'connection_init', payload });

    expect(await code).toBe(4403);
  });

  it('when it has the token in a header, that is enough', async () => {
    const socket = await open({ authorization: `Bearer ${program.token}` });
    const answer = message(socket);
    send(socket, { type: 'connection_init' });

    expect(await answer).toEqual({ type: 'connection_ack' });
    socket.close();
  });

  it.each([
    ['asks before it is known', { id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }, 4401],
    ['sends what is no message', { hello: 1 }, 4400],
  ])('when it %s, it is closed', async (_, first, expected) => {
    const socket = await open();
    const code = closeCode(socket);
    send(socket, first);

    expect(await code).toBe(expected);
  });

  it.each([
    ['{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['subscription { changes(after: "x") { id } }', 'BAD_USER_INPUT'],
    ['subscription { rollout(deployment: "x") { at } }', 'BAD_USER_INPUT'],
    ['subscription { rollout(deployment: "RGVwbG95bWVudDo5OTk") { at } }', 'BAD_USER_INPUT'],
    [`{ _: __typename ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'LIMIT_EXCEEDED'],
  ])('when it asks %.60s, it gets an error and stays open', async (query, code) => {
    const socket = await open();
    const acknowledged = message(socket);
    send(socket, { type: 'connection_init', payload: { Authorization: `Bearer ${program.token}` } });
    await acknowledged;
    const refused = message(socket);
    send(socket, { id: '1', type: 'subscribe', payload: { query } });
    const { type, payload } = await refused;
    const errors = type === 'next' ? payload.errors : payload;

    expect(errors[0].extensions.code).toBe(code);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });

  it('when it asks a question that is no subscription, that is answered too', async () => {
    const connection = client.connect();

    expect(await collect(connection, '{ __typename }', () => false)).toEqual(['Query']);
    await connection.dispose();
  });
});
