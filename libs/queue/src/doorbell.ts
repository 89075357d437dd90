/** Where doorbells are carried. */
export type QueueBackend =
  | Readonly<{ kind: 'postgres'; url: string }>
  /** `prefix` goes before each of Redis' keys; `rollbook` when not said. */
  | Readonly<{ kind: 'redis'; url: string; prefix?: string }>;

/** Tells workers that a stream has news. Every promise is a row of test/contract/doorbell.contract.ts. */
export interface Doorbell {
  /**
   * After the events are committed. Ringing twice is ringing once; ringing while a worker is at the stream makes it come again.
   * A ring may get lost with the machine: the sweep finds what it was about.
   */
  ring(streamIds: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/** Catches up with one stream. Called at least once after each ring, never twice at a time for one stream while it answers. */
export type DoorbellHandler = (streamId: number) => Promise<void>;

export type AnswerOptions = Readonly<{
  /** Streams handled at once. */
  concurrency: number;
  /** An error that trying again will not mend: a refusal of replay. */
  isRefusal: (error: unknown) => boolean;
  onTrouble: (trouble: DoorbellTrouble) => void;
}>;

/** What went wrong: at a stream when it is named, with the queue itself when not. */
export type DoorbellTrouble = Readonly<{ error: Error; streamId?: number; triedAgain: boolean }>;

export interface Answering {
  /** Takes no further ring and waits for the handlers that are at work. */
  close(): Promise<void>;
}

/** The queue could not be reached at the start. */
export class QueueUnavailable extends Error {
  readonly code = 'QueueUnavailable';
  constructor(kind: QueueBackend['kind'], reason: string) {
    super(`the queue cannot be reached in ${kind === 'redis' ? 'Redis (REDIS_URL)' : 'Postgres'}: ${reason}`);
  }
}
