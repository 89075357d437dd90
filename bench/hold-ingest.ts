import { setTimeout as sleep } from 'node:timers/promises';
import { adminToken } from './admin-token.js';
import { startApi, startWorker } from './api-program.js';
import { auditBatch, auditEvent, statusEvent } from './audit-event.js';
import type { Figure } from './figure.js';

const EVENTS = 400;
const BATCHES_A_SECOND = 10;
const SECONDS = 60;
const DEPLOYMENTS = 400;
/** One event of so many is a change. */
const CHANGE_EVERY = 20;
/** Of these, five are what a fact waits for older ones. */
const MOST_SECONDS_BEHIND = 10;

/** One API, one worker and Postgres on this machine, told 4,000 audit events a second: `npm run bench -- holdIngest`, or for other seconds. */
export async function benchHoldIngest(url: string, seconds = SECONDS): Promise<readonly Figure[]> {
  const api = await startApi(url);
  const stopWorker = await startWorker(url);
  try {
    const rollbook = { url: api.url, token: await adminToken(url) };
    const count = seconds * BATCHES_A_SECOND;
    const took = await sendAll(rollbook, count);
    const behind = await secondsUntilTakenIn(rollbook);
    const recorded = await recordedBy(rollbook);
    const changes = (count * EVENTS) / CHANGE_EVERY;
    if (recorded !== changes) throw new Error(`${recorded} of ${changes} changes were recorded`);
    return [
      {
        name: `${BATCHES_A_SECOND * EVENTS} audit events a second for ${seconds} s, 1 of ${CHANGE_EVERY} a change`,
        value: `sent in ${took.toFixed(1)} s, all recorded ${behind.toFixed(1)} s later`,
        ratio: behind / MOST_SECONDS_BEHIND,
        goal: `none refused, all recorded at most ${MOST_SECONDS_BEHIND} s later`,
        reached: behind <= MOST_SECONDS_BEHIND && took <= seconds + 1,
      },
    ];
  } finally {
    await stopWorker();
    await api.stop();
  }
}

type Rollbook = Readonly<{ url: string; token: string }>;

async function sendAll(rollbook: Rollbook, count: number): Promise<number> {
  const start = performance.now();
  const sent: Promise<void>[] = [];
  for (let batch = 0; batch < count; batch += 1) {
    const body = auditBatch(Array.from({ length: EVENTS }, (_, event) => numbered(batch * EVENTS + event)));
    await sleep(start + (batch * 1000) / BATCHES_A_SECOND - performance.now());
    sent.push(send(rollbook, body));
  }
  await Promise.all(sent);
  return (performance.now() - start) / 1000;
}

function numbered(number: number): object {
  return number % CHANGE_EVERY === 0 ? auditEvent(number / CHANGE_EVERY, { names: DEPLOYMENTS }) : statusEvent(number);
}

async function send({ url, token }: Rollbook, body: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/ingest/audit/prod`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`a batch was answered with ${answer.status}: ${await answer.text()}`);
}

type Status = Readonly<{
  openBatches: number;
  pending: number;
  tallies: readonly { outcome: string; count: string }[];
}>;

async function statusOf({ url, token }: Rollbook): Promise<Status | undefined> {
  const query = '{ ingestStatus { openBatches pending tallies { outcome count } } }';
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await answer.json()) as { data: { ingestStatus: readonly Status[] } };
  return data.ingestStatus[0];
}

async function secondsUntilTakenIn(rollbook: Rollbook): Promise<number> {
  const start = performance.now();
  for (;;) {
    const status = await statusOf(rollbook);
    if (status?.openBatches === 0 && status.pending === 0) return (performance.now() - start) / 1000;
    await sleep(100);
  }
}

async function recordedBy(rollbook: Rollbook): Promise<number> {
  const status = await statusOf(rollbook);
  return Number(status?.tallies.find(({ outcome }) => outcome === 'recorded')?.count ?? 0);
}
