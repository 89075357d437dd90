import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { InboxGauge } from './inbox-gauge.js';
import { addIngestRoute } from './ingest-route.js';

let server: FastifyInstance;
let url: string;
afterEach(() => server.close());

const MOST_BYTES = 1000;

/** The route before an inbox in which so many bytes wait; answers what is kept. */
async function serve(waiting: number): Promise<readonly object[]> {
  const kept: object[] = [];
  const grants = [{ role: 'ingester', area: { cluster: 'prod', namespace: '*' } }];
  server = fastify();
  addIngestRoute(server, {
    authenticator: { authenticate: async () => ({ subject: 'prod-webhook', groups: [] }) },
    callers: { callerOf: async () => ({ access: { grants } }) },
    ports: {
      meter: { request: async () => undefined },
      inbox: { store: async (batch: object) => kept.push(batch) },
      log: { error: () => undefined },
    },
    gauge: new InboxGauge({ backlog: async () => waiting, now: () => 0, mostBytes: MOST_BYTES }),
  } as never);
  url = await server.listen({ host: '127.0.0.1', port: 0 });
  return kept;
}

async function post(body: string): Promise<readonly [status: number, told: unknown, retryAfter: string | null]> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/ingest/audit/prod`, { method: 'POST', headers, body });
  return [answer.status, await answer.json(), answer.headers.get('retry-after')];
}

const listOf = (count: number) =>
  JSON.stringify({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: Array(count).fill({}) });

describe('POST /ingest/audit', () => {
  it('when the inbox is not full, keeps a batch as it came', async () => {
    const kept = await serve(MOST_BYTES - 1);

    expect(await post(listOf(2))).toEqual([200, { taken: 2 }, null]);
    expect(kept).toEqual([{ cluster: 'prod', source: 'audit-webhook', body: Buffer.from(listOf(2)) }]);
  });

  it('when the inbox is full, keeps nothing, and says when to try again', async () => {
    const kept = await serve(MOST_BYTES);

    const error = expect.stringMatching(/may: is a worker running\? Try again in 10 s$/);
    expect(await post(listOf(2))).toEqual([503, { error }, '10']);
    expect(kept).toEqual([]);
  });

  it('when a batch has too many events, keeps nothing, and says how many there may be', async () => {
    const kept = await serve(0);

    const error = 'items has 10001 events: send 10000 at most at once';
    expect(await post(listOf(10_001))).toEqual([400, { error }, null]);
    expect(kept).toEqual([]);
  });
});
