export type InboxSteps = Readonly<{
  /** Takes the facts out of some batches; 0 when there is nothing to do. */
  take: () => Promise<number>;
  /** Settles the facts of some objects; 0 when nothing is due. */
  settle: () => Promise<number>;
  /** Removes what was kept long enough. */
  clean: () => Promise<void>;
  now: () => number;
}>;

const CLEAN_EVERY = 600_000;

/** Takes in what clusters told: round after round, until there is nothing to do. */
export class InboxKeeper {
  private closed = false;
  private cleanedAt: number | undefined;

  constructor(private readonly steps: InboxSteps) {}

  readonly round = async (): Promise<void> => {
    let done = 1;
    while (done > 0 && !this.closed) {
      done = await this.steps.take();
      done += await this.steps.settle();
    }
    if (this.cleanedAt !== undefined && this.steps.now() - this.cleanedAt < CLEAN_EVERY) return;
    this.cleanedAt = this.steps.now();
    await this.steps.clean();
  };

  /** No further step is begun. */
  close(): void {
    this.closed = true;
  }
}
