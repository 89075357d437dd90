import { LRUCache } from 'lru-cache';
import type { Attempt } from '#libs/postgres';

/** Attempts of one caller (by subject, else by address) that are kept in a minute; more are counted and not kept. */
export const MOST_KEPT_A_MINUTE = 60;

const MOST_WAITING = 1000;
const MINUTE = 60_000;

type Ports = Readonly<{
  record: (attempts: readonly Attempt[]) => Promise<unknown>;
  now: () => Date;
  log: Readonly<{ warn: (fields: object, message: string) => void }>;
}>;

/** Keeps what was refused, without making anybody wait for it and without letting anybody fill the disk with it. */
export class AttemptLog {
  readonly #counts = new LRUCache<string, { count: number }>({ max: 10_000, ttl: MINUTE });
  #waiting: Attempt[] = [];
  #writing: Promise<void> | undefined;

  constructor(private readonly ports: Ports) {}

  note(attempt: Attempt): void {
    const count = this.#counted(attempt.subject ?? attempt.address ?? '');
    if (count > MOST_KEPT_A_MINUTE || this.#waiting.length >= MOST_WAITING) return;
    this.#waiting.push({ ...attempt, at: this.ports.now() });
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  /** Waits until what was noted is kept. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  #counted(caller: string): number {
    const entry = this.#counts.get(caller) ?? { count: 0 };
    entry.count += 1;
    if (entry.count === 1) this.#counts.set(caller, entry);
    if (entry.count === MOST_KEPT_A_MINUTE + 1)
      this.ports.log.warn({ caller }, 'attempts of one caller are not kept any more for a minute: there are too many');
    return entry.count;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.ports.record(batch).catch((err: unknown) => {
        this.ports.log.warn({ err, attempts: batch.length }, 'attempts could not be kept');
      });
    }
  }
}
