import { createPostgresBackend, UnrecoverableError, withBackend, Worker } from 'bullmq';
import {
  QueueUnavailable,
  type Answering,
  type AnswerOptions,
  type DoorbellHandler,
  type QueueBackend,
} from './doorbell.js';
import { postgresConnection } from './postgres-connection.js';
import { QUEUE, redisPrefix, WORKER_OPTIONS, type Ring } from './queue-options.js';
import { connectToAnswer } from './redis-connection.js';

/**
 * Calls the handler for every stream that is rung for. Any number of processes may answer: each ring goes to one of them.
 * @throws QueueUnavailable
 */
export async function answerDoorbell(
  backend: QueueBackend,
  handler: DoorbellHandler,
  options: AnswerOptions,
): Promise<Answering> {
  const { worker, disconnect } = await openWorker(backend, answerOnce(handler, options), options.concurrency);
  let closing = false;
  // What is closed may still hear of its connections' end.
  worker.on('error', (error) => closing || options.onTrouble({ error, triedAgain: true }));
  worker.on('failed', (job, error) => {
    // Without an end it waits for the next attempt.
    const triedAgain = job !== undefined && job.finishedOn === undefined;
    options.onTrouble({ error, triedAgain, ...(job === undefined ? {} : { streamId: job.data.stream }) });
  });
  try {
    await worker.waitUntilReady();
  } catch (error) {
    await worker.close(true).catch(() => undefined);
    throw new QueueUnavailable(backend.kind, error instanceof Error ? error.message : String(error));
  }
  return {
    close: async () => {
      closing = true;
      await worker.close();
      disconnect();
    },
  };
}

type Job = Readonly<{ data: Ring['data']; finishedOn?: number | undefined }>;

function answerOnce(handler: DoorbellHandler, { isRefusal }: AnswerOptions): (job: Job) => Promise<void> {
  return async ({ data }) => {
    try {
      await handler(data.stream);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
    }
  };
}

/** The part of BullMQ's Worker used here, whatever carries it. */
type OpenWorker = Readonly<{
  worker: {
    on(event: 'error', listener: (error: Error) => void): unknown;
    on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
    waitUntilReady(): Promise<unknown>;
    close(force?: boolean): Promise<void>;
  };
  disconnect: () => void;
}>;

async function openWorker(
  backend: QueueBackend,
  answer: (job: Job) => Promise<void>,
  concurrency: number,
): Promise<OpenWorker> {
  const options = { ...WORKER_OPTIONS, concurrency };
  if (backend.kind === 'postgres') {
    const Bound = withBackend(createPostgresBackend).Worker;
    const connection = postgresConnection(backend.url);
    return { worker: new Bound(QUEUE, answer, { ...options, connection }), disconnect: () => undefined };
  }
  const connection = await connectToAnswer(backend.url);
  const worker = new Worker(QUEUE, answer, { ...options, connection, prefix: redisPrefix(backend) });
  return { worker, disconnect: () => connection.disconnect() };
}
