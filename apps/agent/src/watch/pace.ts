/** How often something is told of one key: with at least two seconds between, 30 times in a row, and from then on every ten minutes. */
const APART_MILLISECONDS = 2000;
const MOST_IN_A_ROW = 30;
const ANOTHER_MILLISECONDS = 600_000;

type Told = { left: number; countedAt: number; nextAt: number; dueAt: number; timer?: NodeJS.Timeout };

/** Does what is to be done for each key at once, or as soon as its turn comes. */
export class Pace {
  private readonly keys = new Map<string, Told>();

  /** `act` answers whether there was something to do: else it costs no turn. */
  constructor(
    private readonly act: (key: string) => boolean,
    private readonly now: () => number = Date.now,
  ) {}

  /** It is to be done, in so many milliseconds at the earliest. */
  touch(key: string, after = 0): void {
    const told = this.known(key);
    const wait = Math.max(after, told.nextAt - this.now(), this.untilTurn(told));
    const dueAt = this.now() + wait;
    if (told.timer !== undefined && told.dueAt <= dueAt) return;
    clearTimeout(told.timer);
    delete told.timer;
    if (wait <= 0) this.run(key, told);
    else Object.assign(told, { dueAt, timer: setTimeout(() => this.run(key, told), wait).unref() });
  }

  /** Gives a key all its turns again. */
  refill(key: string): void {
    Object.assign(this.known(key), { left: MOST_IN_A_ROW, countedAt: this.now() });
  }

  forget(key: string): void {
    clearTimeout(this.keys.get(key)?.timer);
    this.keys.delete(key);
  }

  stop(): void {
    for (const key of [...this.keys.keys()]) this.forget(key);
  }

  private known(key: string): Told {
    const fresh = { left: MOST_IN_A_ROW, countedAt: this.now(), nextAt: 0, dueAt: 0 };
    const told = this.keys.get(key) ?? fresh;
    this.keys.set(key, told);
    return told;
  }

  private untilTurn(told: Told): number {
    const more = Math.floor((this.now() - told.countedAt) / ANOTHER_MILLISECONDS);
    told.left = Math.min(MOST_IN_A_ROW, told.left + more);
    told.countedAt += more * ANOTHER_MILLISECONDS;
    return told.left > 0 ? 0 : told.countedAt + ANOTHER_MILLISECONDS - this.now();
  }

  private run(key: string, told: Told): void {
    delete told.timer;
    this.untilTurn(told);
    if (!this.act(key)) return;
    if (told.left === MOST_IN_A_ROW) told.countedAt = this.now();
    told.left -= 1;
    told.nextAt = this.now() + APART_MILLISECONDS;
  }
}
