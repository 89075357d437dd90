import type { Follower } from './followers.js';
import type { Sleep } from './sleep.js';
import type { Step } from './step.js';
import type { Scope } from './watch-world.js';

/**
 * Steps that may wait for a client that is slow to take them. When more come its watch is ended; it can watch on from where
 * it is, and is then given what it missed as fast as it takes it.
 */
export const MOST_WAITING = 5000;

/** Keeps the steps of one watch that its client has not been sent yet. */
export class LiveWatch implements Follower {
  #stopWaiting: (() => void) | undefined;
  #waiting: Step[] = [];
  #ended = false;

  constructor(
    readonly scope: Scope,
    private readonly sleep: Sleep,
  ) {}

  get ended(): boolean {
    return this.#ended;
  }

  take(steps: readonly Step[]): void {
    if (this.#ended) return;
    // However much comes at once, to one who has taken all before it is given.
    const isTooMuch = this.#waiting.length > 0 && this.#waiting.length + steps.length > MOST_WAITING;
    if (isTooMuch) this.end();
    else this.#waiting.push(...steps);
    this.sleep.ring();
  }

  end(): void {
    this.#ended = true;
    this.#waiting = [];
    this.#stopWaiting?.();
    this.sleep.ring();
  }

  /** The steps that came since the last call. */
  taken(): readonly Step[] {
    return this.#waiting.splice(0);
  }

  /** Waits for something, but no longer than the watch lasts. */
  async whileServed(work: Promise<void>): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#stopWaiting = resolve;
      work.then(resolve, reject);
    });
    this.#stopWaiting = undefined;
  }
}
