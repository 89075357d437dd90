import { MOST_SIGHTINGS, type Sighting } from '#libs/sighting';

const MOST_WAITING_BYTES = 16 * 1024 * 1024;
const BATCH_BYTES = 1024 * 1024;

type Waiting = Readonly<{ text: string; seenAt: number }>;

/** What waits to be sent, as JSON, oldest first. Bounded: who adds to it waits until there is room. */
export class Outbox {
  private waiting: Waiting[] = [];
  private bytes = 0;
  private taken = 0;
  private wakeSender: () => void = () => undefined;
  private wakeAdders: (() => void)[] = [];

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      this.wakeSender();
      this.wakeAll();
    });
  }

  async add(sighting: Sighting): Promise<void> {
    while (this.bytes > MOST_WAITING_BYTES && !this.signal.aborted)
      await new Promise<void>((resolve) => this.wakeAdders.push(resolve));
    const text = JSON.stringify(sighting);
    this.waiting.push({ text, seenAt: sighting.seenAt });
    this.bytes += text.length;
    this.wakeSender();
  }

  /** The oldest that make a batch; none when nothing came for some milliseconds. They wait until they are `sent`. */
  async next(milliseconds: number): Promise<readonly string[]> {
    if (this.waiting.length === 0) await this.untilAdded(milliseconds);
    let bytes = 0;
    let count = 0;
    while (count < Math.min(this.waiting.length, MOST_SIGHTINGS) && bytes < BATCH_BYTES) {
      bytes += this.waiting[count]?.text.length ?? 0;
      count += 1;
    }
    return this.waiting.slice(0, count).map(({ text }) => text);
  }

  /** The server has the oldest so many. */
  sent(count: number): void {
    const gone = this.waiting.splice(0, count);
    this.taken += gone.length;
    this.bytes -= gone.reduce((sum, { text }) => sum + text.length, 0);
    this.wakeAll();
  }

  /** When the oldest was seen of those that stay behind when so many are sent. */
  oldestAfter(count: number): number | undefined {
    return this.waiting[count]?.seenAt;
  }

  /** Waits until all is sent that waits now, whatever comes after it. */
  async emptied(): Promise<void> {
    const last = this.taken + this.waiting.length;
    while (this.taken < last && !this.signal.aborted)
      await new Promise<void>((resolve) => this.wakeAdders.push(resolve));
  }

  private wakeAll(): void {
    for (const wake of this.wakeAdders.splice(0)) wake();
  }

  private async untilAdded(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wakeSender = resolve;
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }
}
