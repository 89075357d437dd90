/** Keeps the audit index in step with the log: batch after batch while there is something, each time somebody rings. */
export class AuditKeeper {
  private running: Promise<void> | undefined;
  private rungAgain = false;
  private closed = false;

  constructor(
    private readonly step: () => Promise<boolean>,
    private readonly log: Readonly<{ warn: (fields: object, message: string) => void }>,
  ) {}

  ring(): void {
    this.rungAgain = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.rungAgain && !this.closed) this.ring();
    });
  }

  /** Ends after the batch it is at. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  // What fails is tried again at the next ring: the sweep rings too.
  private async run(): Promise<void> {
    try {
      while (this.rungAgain) {
        this.rungAgain = false;
        while (!this.closed && (await this.step()));
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the audit index could not be kept up; the next ring goes on');
    }
  }
}
