import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { createLog } from '#libs/program';
import { type Fact, recordFacts } from '#libs/ingest';
import {
  openPool,
  openReads,
  PostgresEventStore,
  PostgresSettings,
  settleFacts,
  storeBatch,
  takeBatches,
} from '#libs/postgres';
import { recordPorts } from '../apps/worker/src/inbox/record-ports.js';
import { settleObjects } from '../apps/worker/src/inbox/settle-objects.js';
import { takeAuditBatch } from '../apps/worker/src/inbox/take-audit-batch.js';
import { adminToken } from './admin-token.js';
import { startApi } from './api-program.js';
import { auditBatch, auditEvent, statusEvent } from './audit-event.js';
import { type Figure, median, perSecond } from './figure.js';

const EVENTS = 400;
const SENDERS = 8;
const ROUNDS = 5;
const MILLISECONDS = 2000;
/** What is taken in, in each round: one event of twenty is a change. */
const BATCHES = 40;
const CHANGE_EVERY = 20;
const CHANGES = (BATCHES * EVENTS) / CHANGE_EVERY;

/** Batches of an audit webhook: how fast they are accepted, beside the same bytes stored by SQL, and how fast a worker takes them in. */
export async function benchIngest(url: string): Promise<readonly Figure[]> {
  const pool = openPool(url, { size: 16 });
  try {
    return [await accepted(url, pool), await takenIn(url, pool)];
  } finally {
    await pool.end();
  }
}

type Pool = ReturnType<typeof openPool>;

async function accepted(url: string, pool: Pool): Promise<Figure> {
  await pool.query('create table bare_batch (id bigserial primary key, body bytea not null)');
  const token = await adminToken(url);
  const body = auditBatch(Array.from({ length: EVENTS }, (_, number) => statusEvent(number)));
  const api = await startApi(url);
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const own = () =>
    perSecond(MILLISECONDS, SENDERS, () => post(`${api.url}/ingest/audit/prod`, { token, agent, body }));
  const store = async () => (await pool.query('insert into bare_batch (body) values ($1)', [body]), EVENTS);
  const floor = () => perSecond(MILLISECONDS, SENDERS, store);
  try {
    await own();
    const rounds: Readonly<{ own: number; floor: number }>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ floor: await floor(), own: await own() });
      await pool.query('truncate inbox.batch, bare_batch');
    }
    const ratio = median(rounds.map((round) => round.own / round.floor));
    const rate = median(rounds.map((round) => round.own));
    return {
      name: `audit events accepted in batches of ${EVENTS}, ${SENDERS} senders`,
      value: `${Math.round(rate)} events/s`,
      floor: `${Math.round(median(rounds.map((round) => round.floor)))} events/s by INSERT of the raw batch`,
      ...{ ratio, goal: 'at least 4,000 a second', reached: rate >= 4000 },
    };
  } finally {
    agent.destroy();
    await api.stop();
  }
}

type Sending = Readonly<{ token: string; agent: Agent; body: Buffer }>;

async function post(url: string, { token, agent, body }: Sending): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const asking = request(url, { method: 'POST', agent, headers });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [Readonly<{ statusCode: number; resume: () => void }>];
  answer.resume();
  if (answer.statusCode !== 200) throw new Error(`a batch was answered with ${answer.statusCode}`);
  await once(answer as never, 'end');
  return EVENTS;
}

async function takenIn(url: string, pool: Pool): Promise<Figure> {
  const store = new PostgresEventStore({ url, pool });
  const log = createLog('bench', 'silent');
  const catchUp = () => Promise.resolve();
  const ports = recordPorts({ store, settings: new PostgresSettings(pool), reads: openReads(pool), catchUp });
  const settling = {
    record: (facts: readonly Fact[]) => recordFacts(ports, facts),
    factsOf: () => Promise.resolve([]),
    ring: () => Promise.resolve(),
    log,
  };
  const take = () => takeBatches(pool, { take: takeAuditBatch, windowMilliseconds: 0, mostSilence: 1000 });
  const settle = () => settleFacts(pool, (objects) => settleObjects(settling, objects));
  try {
    const rates: number[] = [];
    for (let run = 0; run <= ROUNDS; run += 1) {
      for (const body of batches(run)) await storeBatch(pool, { cluster: 'prod', source: 'audit-webhook', body });
      const before = await store.head();
      const start = performance.now();
      while ((await take()) + (await settle()) > 0);
      rates.push((BATCHES * EVENTS * 1000) / (performance.now() - start));
      if (Number((await store.head()) - before) < CHANGES) throw new Error('not all changes were recorded');
    }
    const rate = median(rates.slice(1));
    return {
      name: `audit events taken in by a worker, 1 of ${CHANGE_EVERY} a change`,
      value: `${Math.round(rate)} events/s, ${Math.round(rate / CHANGE_EVERY)} changes/s`,
      ...{ ratio: rate / 4000, goal: 'at least 4,000 a second', reached: rate >= 4000 },
    };
  } finally {
    await store.close();
  }
}

function batches(run: number): readonly Buffer[] {
  const events = Array.from({ length: BATCHES * EVENTS }, (_, number) =>
    number % CHANGE_EVERY === 0 ? auditEvent(number / CHANGE_EVERY, { names: 40, run }) : statusEvent(number),
  );
  return Array.from({ length: BATCHES }, (_, batch) => auditBatch(events.slice(batch * EVENTS, (batch + 1) * EVENTS)));
}
