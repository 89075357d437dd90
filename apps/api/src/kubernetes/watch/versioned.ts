import type { WatchReads } from '#libs/postgres';
import type { BareStep } from './object-life.js';
import { PER_POSITION, versionAt } from './resource-version.js';
import { objectWithVersion, type Step } from './step.js';
import type { StepWindow } from './watch-world.js';

export type PlacedStep = BareStep & Pick<StepWindow, 'stream' | 'rewritten'> & Readonly<{ resource: string }>;

/** Steps with their resourceVersions; what rewrote the past bears the position that the log has come to. */
export async function versioned(
  placed: readonly PlacedStep[],
  position: bigint,
  reads: Pick<WatchReads, 'readVersions'>,
): Promise<readonly Step[]> {
  if (placed.length === 0) return [];
  const moments = new Map(placed.map(({ stream, at }) => [keyOf(stream.streamId, at), { stream, at }]));
  const asked = [...moments.values()].map(({ stream: { streamId }, at }) => ({ streamId, at: new Date(at) }));
  const rows = new Map((await reads.readVersions(asked)).map((row) => [keyOf(row.streamId, row.at.getTime()), row]));
  return placed.map(({ stream: { streamId, cluster, namespace }, resource, at, before, after, rewritten }) => {
    const row = rows.get(keyOf(streamId, at));
    if (row === undefined) throw new Error(`there is no version of stream ${streamId} at ${at}`);
    const own = { position: BigInt(row.position), at };
    const version = rewritten?.at === at ? position * PER_POSITION : versionAt(own, row.recordedAt.getTime());
    return {
      ...{ resource, cluster, namespace, at, version },
      ...(before && { before }),
      ...(after && { after: objectWithVersion(after, version) }),
    };
  });
}

function keyOf(streamId: number, at: number): string {
  return `${streamId} ${at}`;
}
