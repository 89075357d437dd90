/** Lets one loop sleep until something happened, until a time, or until it is stopped. A ring while it is awake is not lost. */
export class Wake {
  #rung = false;
  #stopped = false;
  #resume: (() => void) | undefined;

  get stopped(): boolean {
    return this.#stopped;
  }

  ring(): void {
    this.#rung = true;
    this.#resume?.();
  }

  stop(): void {
    this.#stopped = true;
    this.#resume?.();
  }

  /** Sleeps for `longest` milliseconds at most. */
  async sleep(longest: number): Promise<void> {
    if (!this.#rung && !this.#stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(Math.max(0, longest), LONGEST_TIMER));
        this.#resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#resume = undefined;
    }
    this.#rung = false;
  }
}

// setTimeout fires at once beyond 2^31 - 1 ms.
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * A generator that sleeps by `wake`, as an iterator that ends at once when its reader leaves: a generator alone would
 * only end at its next `yield`.
 */
export function endingWith<Value>(wake: Wake, values: AsyncGenerator<Value, void>): AsyncIterableIterator<Value, void> {
  return {
    next: () => values.next(),
    return: () => {
      wake.stop();
      return values.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
