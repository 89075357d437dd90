/** A block is a stretch of 2^12 = 4096 positions: 12 of a position's bits tell its place in the block, the others the block. */
export const BLOCK_BITS = 12;
/** A large block is 16 blocks. */
export const LARGE_BITS = 16;

export function blockOf(position: bigint): number {
  return Number(position >> BigInt(BLOCK_BITS));
}

/** The names of the stretches that a position is in. */
export function stretchesOf(position: bigint): readonly string[] {
  return [String(blockOf(position)), `L${position >> BigInt(LARGE_BITS)}`];
}

/** All blocks between two positions, ascending. */
export function blocksBetween(first: bigint, last: bigint): readonly number[] {
  if (last < first) return [];
  const from = blockOf(first);
  return Array.from({ length: blockOf(last) - from + 1 }, (_, index) => from + index);
}

const LARGE = 2 ** (LARGE_BITS - BLOCK_BITS);

/**
 * The names of the stretches that make up some blocks, given ascending, in the order they are looked through: first single blocks, where
 * what is common is found, then large ones, as far as they are whole. From the end of 0 to 50: `50`, …, `32`, `L1`, `L0`.
 */
export function windowsOf(blocks: readonly number[], fromEnd: boolean): readonly string[] {
  const ordered = fromEnd ? [...blocks].reverse() : blocks;
  const windows: string[] = [];
  for (let index = 0; index < ordered.length;) {
    const block = ordered[index] ?? 0;
    const isWhole = index >= LARGE && isLarge(ordered.slice(index, index + LARGE));
    windows.push(isWhole ? `L${Math.floor(block / LARGE)}` : String(block));
    index += isWhole ? LARGE : 1;
  }
  return windows;
}

function isLarge(blocks: readonly number[]): boolean {
  const [first = 0] = blocks;
  return blocks.length === LARGE && blocks.every((block) => Math.floor(block / LARGE) === Math.floor(first / LARGE));
}

/** The first and the last position that a stretch can have, by its name. */
export function positionsOf(window: string): readonly [first: bigint, last: bigint] {
  const bits = BigInt(window.startsWith('L') ? LARGE_BITS : BLOCK_BITS);
  const number = BigInt(window.replace('L', ''));
  return [number << bits, ((number + 1n) << bits) - 1n];
}
