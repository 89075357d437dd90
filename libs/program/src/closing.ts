import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './create-log.js';

/** What was opened, to be closed in the opposite order. */
export class Closing {
  private readonly steps: Step[] = [];

  constructor(
    private readonly log: Pick<Log, 'warn' | 'debug'>,
    /** How long a step may take when it does not say; the next one does not wait any longer. */
    private readonly secondsEach: number,
  ) {}

  /** What comes last is closed first. */
  add(name: string, close: () => Promise<unknown>, seconds = this.secondsEach): void {
    this.steps.push({ name, close, seconds });
  }

  /** Closes everything, whatever fails on the way; answers whether nothing failed. */
  async close(): Promise<boolean> {
    let clean = true;
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      clean = (await this.closeStep(step)) && clean;
    }
    return clean;
  }

  private async closeStep({ name, close, seconds }: Step): Promise<boolean> {
    const late = new AbortController();
    try {
      const outcome = await Promise.race([
        close().then(() => 'closed' as const),
        sleep(seconds * 1000, 'late' as const, { signal: late.signal }),
      ]);
      if (outcome === 'late') this.log.warn({ name, seconds }, 'did not end in time');
      return outcome === 'closed';
    } catch (error) {
      this.log.warn({ name, err: error }, 'did not end properly');
      return false;
    } finally {
      late.abort();
    }
  }
}

type Step = Readonly<{ name: string; close: () => Promise<unknown>; seconds: number }>;
