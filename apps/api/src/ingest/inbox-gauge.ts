/** What was told and not taken in yet is more than may be: whoever sends tries again. */
export class InboxFull extends Error {
  readonly code = 'InboxFull';
  /** What Fastify answers with. */
  readonly statusCode = 503;
  readonly retryAfterSeconds = 10;
  constructor(bytes: number, most: number) {
    super(
      `${mebibytes(bytes)} MiB wait to be taken in, ${mebibytes(most)} may: is a worker running? Try again in 10 s`,
    );
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

// How long a reading counts.
const READING = 1000;

/** Looks how much waits to be taken in, once a second at most. */
export class InboxGauge {
  private readAt = -Infinity;
  private bytes = 0;

  constructor(
    private readonly ports: Readonly<{ backlog: () => Promise<number>; now: () => number; mostBytes: number }>,
  ) {}

  /** @throws InboxFull */
  async refuseWhenFull(): Promise<void> {
    const { backlog, now, mostBytes } = this.ports;
    if (now() - this.readAt >= READING) {
      this.readAt = now();
      this.bytes = await backlog();
    }
    if (this.bytes >= mostBytes) throw new InboxFull(this.bytes, mostBytes);
  }
}
