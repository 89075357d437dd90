import type { Quantity } from './quantity.js';

/** Below, at or above 0, as `a` is less than, equal to or more than `b`; how they are written does not matter. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const least = Math.min(a.exponent, b.exponent);
  const [left, right] = [a, b].map(({ unscaled, exponent }) => unscaled * 10n ** BigInt(exponent - least));
  return left === right ? 0 : (left ?? 0n) < (right ?? 0n) ? -1 : 1;
}
