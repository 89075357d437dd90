import { setTimeout as sleep } from 'node:timers/promises';
import { Program } from '../test/support/program.js';
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

/** All of Rollbook on this machine, with its own Postgres, told 4,000 audit events a second: `npm run bench -- holdIngest`, or for other seconds. */
export async function benchHoldIngest(_: string, seconds = SECONDS): Promise<readonly Figure[]> {
  const program = await Program.start();
  try {
    const count = seconds * BATCHES_A_SECOND;
    const took = await sendAll(program, count);
    const behind = await secondsUntilTakenIn(program);
    const recorded = await recordedBy(program);
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
    await program.discard();
  }
}

async function sendAll(program: Program, count: number): Promise<number> {
  const start = performance.now();
  const sent: Promise<void>[] = [];
  for (let batch = 0; batch < count; batch += 1) {
    const body = auditBatch(Array.from({ length: EVENTS }, (_, event) => numbered(batch * EVENTS + event)));
    await sleep(start + (batch * 1000) / BATCHES_A_SECOND - performance.now());
    sent.push(send(program, body));
  }
  await Promise.all(sent);
  return (performance.now() - start) / 1000;
}

function numbered(number: number): object {
  return number % CHANGE_EVERY === 0 ? auditEvent(number / CHANGE_EVERY, { names: DEPLOYMENTS }) : statusEvent(number);
}

async function send({ url, token }: Program, body: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/ingest/audit/prod`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`a batch was answered with ${answer.status}: ${await answer.text()}`);
}

type Status = Readonly<{
  openBatches: number;
  pending: number;
  tallies: readonly { outcome: string; count: string }[];
}>;

async function statusOf(program: Program): Promise<Status | undefined> {
  const question = '{ ingestStatus { openBatches pending tallies { outcome count } } }';
  const { ingestStatus } = await program.graphql<{ ingestStatus: readonly Status[] }>(question);
  return ingestStatus[0];
}

async function secondsUntilTakenIn(program: Program): Promise<number> {
  const start = performance.now();
  for (;;) {
    const status = await statusOf(program);
    if (status?.openBatches === 0 && status.pending === 0) return (performance.now() - start) / 1000;
    await sleep(100);
  }
}

async function recordedBy(program: Program): Promise<number> {
  const status = await statusOf(program);
  return Number(status?.tallies.find(({ outcome }) => outcome === 'recorded')?.count ?? 0);
}
