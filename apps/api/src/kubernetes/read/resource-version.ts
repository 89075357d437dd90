/** resourceVersion of what nothing but a change at a position has touched. */
export function positionVersion(position: string | bigint): string {
  return String(BigInt(position) * PER_POSITION);
}

/** resourceVersions of one position of the log: a millisecond each. */
export const PER_POSITION = 1_000_000_000n;
