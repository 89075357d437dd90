import type { WatchWorld } from './watch-world.js';

/** Lets one loop sleep until it is rung, or a time has passed. A ring while it is awake is not lost. */
export class Sleep {
  #rung = false;
  #wake: (() => void) | undefined;

  constructor(private readonly clock: Pick<WatchWorld, 'callAfter'>) {}

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Sleeps for some milliseconds at most; `Infinity` sleeps until the ring. */
  async sleep(longest: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const cancel = longest === Infinity ? undefined : this.clock.callAfter(Math.max(0, longest), resolve);
        this.#wake = () => {
          cancel?.();
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
