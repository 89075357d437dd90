import type { QuantityFormat } from './quantity.js';

/** Powers of ten by suffix. */
export const DECIMAL_SUFFIXES: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Powers of two by suffix. */
export const BINARY_SUFFIXES: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

export type Suffix = Readonly<{ format: QuantityFormat; exponent: number }>;

// Kubernetes takes any 32-bit exponent; comparing 1e999999999 with anything would take all memory.
const LARGEST_EXPONENT = 400;

/** What a suffix means; undefined for one that Kubernetes does not know. `E3` is an exponent, `E` alone is exa. */
export function readSuffix(suffix: string): Suffix | undefined {
  const decimal = DECIMAL_SUFFIXES[suffix];
  if (decimal !== undefined) return { format: 'DecimalSI', exponent: decimal };
  const binary = BINARY_SUFFIXES[suffix];
  if (binary !== undefined) return { format: 'BinarySI', exponent: binary };
  if (!/^[eE][+-]?\d+$/.test(suffix)) return undefined;
  const exponent = Number(suffix.slice(1));
  return Math.abs(exponent) > LARGEST_EXPONENT ? undefined : { format: 'DecimalExponent', exponent };
}
