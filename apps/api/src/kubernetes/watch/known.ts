import { expired, timedOut } from '#libs/kubernetes-api';
import type { LogChange, WatchReads } from '#libs/postgres';
import { knownFrom, partsOf, PER_POSITION, versionAt, type VersionedChange } from './resource-version.js';
import type { Known, WatchWorld } from './watch-world.js';

export type VersionKnown = Known & Readonly<{ version: bigint }>;

export type KnownPorts = Readonly<{
  world: Pick<WatchWorld, 'head' | 'now'>;
  reads: Pick<WatchReads, 'findChangeBefore' | 'readStreamsBehind'>;
}>;

/**
 * Events of the log for which a resourceVersion is held. The log has all that came before, too, but to tell it again costs the
 * more the longer ago it is, and a client that has been away for so long is better served with what is there now.
 */
export const HELD_EVENTS = 10_000n;

/** What somebody knows who is shown, now, what the views show: the log as far as all views have come. */
export async function knownNow({ world, reads }: KnownPorts): Promise<VersionKnown> {
  const at = world.now();
  const head = await world.head();
  const [behind] = await reads.readStreamsBehind(head.position - HELD_EVENTS, 1);
  const shown = behind === undefined ? undefined : await reads.findChangeBefore(behind.first - 1n);
  const position = behind === undefined ? head.position : BigInt(shown?.position ?? 0);
  const recordedAt = behind === undefined ? head.recordedAt : (shown?.recordedAt.getTime() ?? at);
  return { frontier: { position, at }, againAfter: at, version: versionAt({ position, at }, recordedAt) };
}

/**
 * What somebody knows who was told a resourceVersion.
 * @throws RequestRefused when it is too old, or none that there was yet
 */
export async function knownAt(version: bigint, { world, reads }: KnownPorts): Promise<VersionKnown> {
  const { position } = partsOf(version);
  const head = await world.head();
  if (position > head.position) throw tooLarge(version, head.position);
  const oldest = head.position - HELD_EVENTS;
  if (position < oldest) throw expired(`too old resource version: ${version} (${oldest * PER_POSITION})`);
  const change = await reads.findChangeBefore(position);
  const known = knownFrom(version, change === undefined ? BEFORE_ALL : timesOf(change));
  const now = world.now();
  return {
    version,
    frontier: { ...known.frontier, at: Math.min(known.frontier.at, now) },
    againAfter: Math.min(known.againAfter, now),
  };
}

const BEFORE_ALL: VersionedChange = { position: 0n, recordedAt: 0, occurredAt: 0 };

function timesOf({ position, recordedAt, occurredAt }: LogChange): VersionedChange {
  return { position: BigInt(position), recordedAt: recordedAt.getTime(), occurredAt: occurredAt.getTime() };
}

function tooLarge(version: bigint, current: bigint): Error {
  const message = `Too large resource version: ${version}, current: ${current * PER_POSITION}`;
  return timedOut(message, { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' });
}
