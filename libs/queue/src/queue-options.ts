import type { QueueBackend } from './doorbell.js';

/** The queue's name. Names are without `:`, which BullMQ keeps for itself. */
export const QUEUE = 'doorbell';

/** A job, as BullMQ takes it: which stream, and no more. */
export type Ring = {
  name: string;
  data: { stream: number };
  opts: { deduplication: { id: string; keepLastIfActive: boolean } };
};

export const QUEUE_OPTIONS = {
  defaultJobOptions: {
    // 250 ms, 500 ms, 1 s, 2 s, each up to half shorter; what still fails waits for the sweep.
    attempts: 5,
    backoff: { type: 'exponential', delay: 250, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: { count: 100 },
  },
  streams: { events: { maxLen: 100 } },
};

export const WORKER_OPTIONS = {
  // A killed worker's streams are taken over by another one within 20 seconds.
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Asked again this often, should the call that wakes a worker get lost.
  drainDelay: 5,
  runRetryDelay: 1_000,
};

export function redisPrefix(backend: Extract<QueueBackend, { kind: 'redis' }>): string {
  return backend.prefix ?? 'rollbook';
}
