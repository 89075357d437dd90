import type { Known } from './watch-world.js';

/**
 * A resourceVersion: a position of the log, and the milliseconds since its change was recorded. The position alone could
 * not tell apart what the controllers did between two changes.
 */
export const PER_POSITION = 1_000_000_000n;
const MOST_MILLISECONDS = 999_999_999;

/** What clients are told before the first change: 0 would ask for anything there is, with all of it first. */
export const EMPTY_LOG = 999_999_999n;

/** The resourceVersion of all that is true at a moment, when a change recorded before is the newest. */
export function versionAt({ position, at }: Readonly<{ position: bigint; at: number }>, recordedAt: number): bigint {
  // Before the first change there is but one state, and what is below the number of one change is a bare position.
  if (position === 0n) return 0n;
  return position * PER_POSITION + BigInt(Math.min(MOST_MILLISECONDS, Math.max(0, Math.floor(at - recordedAt))));
}

export function highest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** A change of the log, and when it occurred. */
export type VersionedChange = Readonly<{ position: bigint; recordedAt: number; occurredAt: number }>;

/** The position of the log in a resourceVersion, and the milliseconds. */
export function partsOf(version: bigint): Readonly<{ position: bigint; milliseconds: number }> {
  return { position: version / PER_POSITION, milliseconds: Number(version % PER_POSITION) };
}

/**
 * What somebody knows who was told a step of a resourceVersion. Others of the same moment may be missing. What a change did
 * bears its position from when it occurred until it was recorded.
 */
export function knownFrom(version: bigint, { position, recordedAt, occurredAt }: VersionedChange): Known {
  const { milliseconds } = partsOf(version);
  const at = recordedAt + milliseconds;
  if (milliseconds > 0) return { frontier: { position, at }, againAfter: at - 1 };
  if (occurredAt > recordedAt - LONGEST_RECORDING) return { frontier: { position, at }, againAfter: occurredAt - 1 };
  return { frontier: { position: position - 1n, at: at - 1 }, againAfter: at - 1 };
}

// What is told later than so many milliseconds after it occurred comes late; it is told as of when it was recorded.
const LONGEST_RECORDING = 60_000;
