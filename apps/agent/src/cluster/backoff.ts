import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MILLISECONDS = 250;
const MOST_MILLISECONDS = 30_000;

/** Waits between attempts: twice as long after each failure, 30 seconds at most, and half of it left to chance. */
export class Backoff {
  private failures = 0;

  constructor(private readonly signal: AbortSignal) {}

  succeeded(): void {
    this.failures = 0;
  }

  /** Answers at once when the agent is told to stop. */
  async wait(): Promise<void> {
    const longest = Math.min(FIRST_MILLISECONDS * 2 ** this.failures, MOST_MILLISECONDS);
    this.failures += 1;
    const milliseconds = longest * (0.5 + Math.random() / 2);
    await sleep(milliseconds, undefined, { signal: this.signal }).catch(() => undefined);
  }
}
