import type { StreamBehind } from '#libs/postgres';
import type { Log } from '#libs/program';
import { repeatEvery } from './repeat-every.js';

export type SweepPorts = Readonly<{
  /** Every stream whose views lack events, in the order of their ids. */
  behind: (after: number, limit: number) => Promise<readonly StreamBehind[]>;
  /** The same among the streams with events after a position, the oldest event first. */
  behindSince: (position: bigint, limit: number) => Promise<readonly StreamBehind[]>;
  head: () => Promise<bigint>;
  ring: (streamIds: readonly number[]) => Promise<void>;
}>;

const MOST_AT_ONCE = 1000;

/**
 * Rings for streams whose doorbell was lost. The first round looks at every stream; those after it at what came since the
 * oldest event that the views lacked in the round before.
 */
export class Sweep {
  private since: bigint | undefined;

  constructor(private readonly ports: SweepPorts) {}

  /** Answers how many streams it rang for. */
  async round(): Promise<number> {
    const head = await this.ports.head();
    const found = this.since === undefined ? await this.everyStream() : await this.newerStreams(this.since);
    const oldest = found.reduce((least, { first }) => (first <= least ? first - 1n : least), head);
    this.since = oldest;
    return found.length;
  }

  private async everyStream(): Promise<readonly StreamBehind[]> {
    const found: StreamBehind[] = [];
    for (;;) {
      const page = await this.ports.behind(found.at(-1)?.streamId ?? 0, MOST_AT_ONCE);
      await this.ports.ring(page.map(({ streamId }) => streamId));
      found.push(...page);
      if (page.length < MOST_AT_ONCE) return found;
    }
  }

  private async newerStreams(since: bigint): Promise<readonly StreamBehind[]> {
    const found = await this.ports.behindSince(since, MOST_AT_ONCE);
    await this.ports.ring(found.map(({ streamId }) => streamId));
    return found;
  }
}

/** Sweeps at once and then at an interval, one round at a time; the answer ends it. */
export function sweepEvery(seconds: number, sweep: Pick<Sweep, 'round'>, log: Pick<Log, 'info' | 'warn'>) {
  const round = async (): Promise<void> => {
    const streams = await sweep.round();
    if (streams > 0) log.info({ streams }, 'rang for streams whose views lack events');
  };
  return repeatEvery(seconds, round, (error) => log.warn({ err: error }, 'a sweep failed; the next one looks again'));
}
