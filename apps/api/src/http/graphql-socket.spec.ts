import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import WebSocket from 'ws';
import type { Actor } from '#libs/event-store';
import type { Caller, Callers } from '../access/callers.js';
import type { ApiPorts } from '../ports.js';
import { type Authenticator, REMEMBERED_FOR } from './authenticator.js';
import { addGraphQLSocket, MOST_OPERATIONS } from './graphql-socket.js';
import { Unauthenticated } from './unauthenticated.js';

type Message = Readonly<{ id?: string; type: string; payload?: readonly { extensions: { code: string } }[] }>;

let server: Server;
let close: () => Promise<void>;
let isRevoked: boolean;

/** One connection, and what came through it. */
class Client {
  readonly messages: Message[] = [];
  readonly closed: Promise<number>;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.messages.push(JSON.parse(data.toString('utf8')) as Message));
    this.closed = once(socket, 'close').then(([code]) => code as number);
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  async until(isThere: (messages: readonly Message[]) => boolean): Promise<void> {
    while (!isThere(this.messages)) await once(this.socket, 'message');
  }
}

beforeEach(async () => {
  // Only what looks after open connections is hurried: sockets keep their own time.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'setTimeout'] });
  isRevoked = false;
  server = createServer();
  close = addGraphQLSocket(server, world());
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterEach(async () => {
  jest.useRealTimers();
  await close();
  server.close();
});

describe('a GraphQL connection', () => {
  it(`when it has ${MOST_OPERATIONS} operations open, one more is refused, until one is completed`, async () => {
    const client = await connected();
    for (let id = 1; id <= MOST_OPERATIONS; id += 1) client.send(subscription(id));
    client.send(subscription(101));
    await client.until((messages) => messages.some(({ type }) => type === 'error'));

    const errors = client.messages.filter(({ type }) => type === 'error');
    expect(errors.map(({ id, payload }) => [id, payload?.[0]?.extensions.code])).toEqual([['101', 'LIMIT_EXCEEDED']]);

    client.send({ id: '1', type: 'complete' });
    client.send(subscription(102));
    client.send(subscription(103));
    await client.until((messages) => messages.some(({ id }) => id === '103'));
    expect(client.messages.filter(({ type }) => type === 'error').map(({ id }) => id)).toEqual(['101', '103']);
    client.socket.close();
  });

  it('when its token is good, it stays; when that is revoked, it is closed with 4403 at the next look', async () => {
    const client = await connected();
    client.send(subscription(1));
    await jest.advanceTimersByTimeAsync(3 * REMEMBERED_FOR);
    expect(client.socket.readyState).toBe(WebSocket.OPEN);

    isRevoked = true;
    await jest.advanceTimersByTimeAsync(REMEMBERED_FOR);
    expect(await client.closed).toBe(4403);
  });

  it('when its token was revoked before, it is closed with 4403', async () => {
    isRevoked = true;
    const client = await opened();
    client.send({ type: 'connection_init', payload: { authorization: 'Bearer good' } });
    expect(await client.closed).toBe(4403);
  });
});

async function opened(): Promise<Client> {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  const client = new Client(socket);
  await once(socket, 'open');
  return client;
}

async function connected(): Promise<Client> {
  const client = await opened();
  client.send({ type: 'connection_init', payload: { authorization: 'Bearer good' } });
  await client.until((messages) => messages.some(({ type }) => type === 'connection_ack'));
  return client;
}

function subscription(id: number): object {
  return { id: String(id), type: 'subscribe', payload: { query: 'subscription { forever }' } };
}

function world(): Parameters<typeof addGraphQLSocket>[1] {
  const actor = { subject: 'ann', groups: [] };
  const meter = { request: async () => undefined, cost: async () => undefined };
  const now = (): Date => new Date();
  const ports = { meter, now, log: { error: () => undefined } } as unknown as ApiPorts;
  const authenticate = async (): Promise<Actor> => {
    if (isRevoked) throw new Unauthenticated();
    return actor;
  };
  const authenticator = { authenticate } as unknown as Authenticator;
  const callers = { callerOf: async () => ({ actor, access: {}, ports }) as unknown as Caller } as unknown as Callers;
  return { ports, authenticator, callers, schema: () => schema };
}

const schema = endless();

function endless(): GraphQLSchema {
  const built = buildSchema('type Query { none: Int } type Subscription { forever: Int }');
  built.getSubscriptionType()!.getFields().forever!.subscribe = () => ({
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => undefined),
      return: async () => ({ done: true, value: undefined }),
    }),
  });
  return built;
}
