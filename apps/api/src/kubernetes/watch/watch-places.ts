import type { Actor } from '#libs/event-store';
import { TooManyWatches } from './too-many-watches.js';

/** Watches that may be open at once. */
export type WatchLimits = Readonly<{ perCaller: number; perProcess: number }>;

export const WATCH_LIMITS: WatchLimits = { perCaller: 1000, perProcess: 5000 };

/** Counts the watches that are open, so that no caller takes all of them. Whoever acts as another is counted as themselves. */
export class WatchPlaces {
  readonly #open = new Map<string, number>();
  #all = 0;

  constructor(private readonly limits: WatchLimits = WATCH_LIMITS) {}

  /** How many are taken. */
  get size(): number {
    return this.#all;
  }

  /**
   * Takes a place, and answers how to give it back.
   * @throws TooManyWatches
   */
  take({ subject, impersonator }: Actor): () => void {
    const caller = impersonator ?? subject;
    const own = this.#open.get(caller) ?? 0;
    const { perCaller, perProcess } = this.limits;
    if (own >= perCaller) throw new TooManyWatches(`one caller may have ${perCaller} watches open`);
    if (this.#all >= perProcess) throw new TooManyWatches(`a process serves ${perProcess} watches`);
    this.#count(caller, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#count(caller, -1);
      isTaken = false;
    };
  }

  #count(caller: string, by: 1 | -1): void {
    const own = (this.#open.get(caller) ?? 0) + by;
    if (own > 0) this.#open.set(caller, own);
    else this.#open.delete(caller);
    this.#all += by;
  }
}
