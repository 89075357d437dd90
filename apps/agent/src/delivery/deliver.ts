import { setTimeout as sleep } from 'node:timers/promises';
import type { Liveness } from '#libs/sighting';
import type { AgentLog } from '../agent-log.js';
import { Backoff } from '../cluster/backoff.js';
import type { Outbox } from './outbox.js';
import { DeliveryRefused, type RollbookServer } from './rollbook-server.js';

/** How often the server hears of an agent that has seen nothing. */
const HEARTBEAT_MILLISECONDS = 10_000;

export type Delivery = Readonly<{
  server: Pick<RollbookServer, 'post'>;
  outbox: Outbox;
  agent: string;
  namespaces: readonly string[] | undefined;
  /** Until when everything was seen, as far as it is sent with the batch. */
  live: () => Liveness | undefined;
  /** The server does not know these Deployments (yet), and took nothing of their pods. */
  onUnknown: (uids: readonly string[]) => void;
  log: AgentLog;
  signal: AbortSignal;
}>;

/**
 * Sends what waits, batch after batch, each until the server has taken it.
 * @throws DeliveryRefused when the server does not want it whatever is done
 */
export async function deliver(delivery: Delivery): Promise<void> {
  const { outbox, signal } = delivery;
  while (!signal.aborted) {
    const sightings = await outbox.next(HEARTBEAT_MILLISECONDS);
    await untilTaken(delivery, () => bodyOf(delivery, sightings));
    outbox.sent(sightings.length);
  }
}

function bodyOf({ agent, namespaces, live, outbox }: Delivery, sightings: readonly string[]): string {
  const seen = live();
  const oldest = outbox.oldestAfter(sightings.length) ?? Infinity;
  const sent = seen && { since: seen.since, until: Math.max(seen.since, Math.min(seen.until, oldest)) };
  const head = JSON.stringify({ agent, namespaces, live: sent });
  return `${head.slice(0, -1)},"sightings":[${sightings.join(',')}]}`; // they are JSON already
}

async function untilTaken(delivery: Delivery, body: () => string): Promise<void> {
  const { server, log, signal } = delivery;
  const backoff = new Backoff(signal);
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    try {
      hear(delivery, await server.post('', body(), signal));
      return;
    } catch (error) {
      if (isStopped()) return;
      if (error instanceof DeliveryRefused && error.isFinal) throw error;
      log.warn({ err: error }, 'Rollbook did not take what was seen; it is sent again');
      await backoff.wait();
      await asLongAsAsked(error, signal);
    }
  }
}

function hear({ log, onUnknown }: Delivery, answer: unknown): void {
  const { passedOver = [], unknown = [] } = answer as Answer;
  if (passedOver.length > 0) log.warn({ passedOver }, 'Rollbook could not read some Deployments and passed them over');
  onUnknown(unknown);
}

// An older Rollbook says less.
type Answer = Readonly<{ passedOver?: readonly unknown[]; unknown?: readonly string[] }>;

async function asLongAsAsked(error: unknown, signal: AbortSignal): Promise<void> {
  const seconds = error instanceof DeliveryRefused ? error.retryAfterSeconds : undefined;
  if (seconds === undefined) return;
  await sleep(Math.min(seconds, 60) * 1000, undefined, { signal }).catch(() => undefined);
}
