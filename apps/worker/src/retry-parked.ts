import type { Reads } from '#libs/postgres';
import type { CaughtUp } from '#libs/projections';

const PAGE = 100;

/**
 * Tries every parked stream once more: this Rollbook may be able to read what an older one could not. Answers how many
 * went on.
 */
export async function retryParked(
  reads: Pick<Reads, 'readParkedStreams'>,
  retry: (streamId: number) => Promise<CaughtUp>,
): Promise<number> {
  let freed = 0;
  for (let after = 0; ;) {
    const page = await reads.readParkedStreams({ after, limit: PAGE });
    for (const { streamId } of page) {
      const { kind } = await retry(streamId);
      if (kind === 'caughtUp') freed += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return freed;
    after = last.streamId;
  }
}
