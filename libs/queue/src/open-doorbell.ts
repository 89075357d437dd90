import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { QueueUnavailable, type Doorbell, type QueueBackend } from './doorbell.js';
import { gatherRings } from './gather-rings.js';
import { postgresConnection } from './postgres-connection.js';
import { QUEUE, QUEUE_OPTIONS, redisPrefix, type Ring } from './queue-options.js';
import { connectToRing } from './redis-connection.js';

export type DoorbellOptions = Readonly<{
  /** Nobody else answers: what a killed process left unfinished is dropped, and for the sweep to find. */
  alone?: boolean;
  onError: (error: Error) => void;
}>;

/** @throws QueueUnavailable */
export async function openDoorbell(backend: QueueBackend, options: DoorbellOptions): Promise<Doorbell> {
  const { queue, disconnect } = await openQueue(backend);
  let closing = false;
  // What is closed may still hear of its connections' end.
  queue.on('error', (error) => closing || options.onError(error));
  try {
    await queue.waitUntilReady();
    if (options.alone === true) await queue.obliterate({ force: true });
  } catch (error) {
    await queue.close().catch(() => undefined);
    throw new QueueUnavailable(backend.kind, error instanceof Error ? error.message : String(error));
  }
  return {
    ring: gatherRings(async (streamIds) => {
      for (let start = 0; start < streamIds.length; start += MOST_AT_ONCE) {
        await queue.addBulk(streamIds.slice(start, start + MOST_AT_ONCE).map(toRing));
      }
    }),
    close: async () => {
      closing = true;
      await queue.close();
      disconnect();
    },
  };
}

const MOST_AT_ONCE = 1000;

/** The part of BullMQ's Queue used here, whatever carries it. */
type OpenQueue = Readonly<{
  queue: {
    addBulk(rings: Ring[]): Promise<unknown>;
    obliterate(options: { force: boolean }): Promise<void>;
    waitUntilReady(): Promise<unknown>;
    close(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): unknown;
  };
  disconnect: () => void;
}>;

async function openQueue(backend: QueueBackend): Promise<OpenQueue> {
  if (backend.kind === 'postgres') {
    const Bound = withBackend(createPostgresBackend).Queue;
    const connection = postgresConnection(backend.url);
    return { queue: new Bound(QUEUE, { ...QUEUE_OPTIONS, connection }), disconnect: () => undefined };
  }
  const connection = await connectToRing(backend.url);
  const queue = new Queue(QUEUE, { ...QUEUE_OPTIONS, connection, prefix: redisPrefix(backend) });
  return { queue, disconnect: () => connection.disconnect() };
}

// Never a fixed job id: a finished job still stored would swallow the next ring.
function toRing(stream: number): Ring {
  return {
    name: 'catch-up',
    data: { stream },
    opts: { deduplication: { id: String(stream), keepLastIfActive: true } },
  };
}
