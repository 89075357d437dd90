import { roundUp } from './parse-quantity.js';
import type { Quantity } from './quantity.js';
import { BINARY_SUFFIXES, DECIMAL_SUFFIXES } from './quantity-suffixes.js';

const DECIMAL = swapped(DECIMAL_SUFFIXES);
const BINARY = swapped(BINARY_SUFFIXES);

/** A quantity in Kubernetes' canonical form: 0.5 is `500m`, 1024Mi is `1Gi`. */
export function formatQuantity(quantity: Quantity): string {
  const { unscaled, exponent, format, text } = quantity;
  if (text !== '') return text;
  if (unscaled === 0n) return '0';
  if (format === 'BinarySI' && isWholeAndLarge(quantity)) return formatBinary(roundUp(unscaled, exponent));
  return formatDecimal(quantity);
}

// Below 1024 and with a fraction a binary quantity is written as a decimal one, so that nothing is lost.
function isWholeAndLarge({ unscaled, exponent }: Quantity): boolean {
  const whole = roundUp(unscaled, exponent);
  const isExact = exponent >= 0 || whole * 10n ** BigInt(-exponent) === unscaled;
  return isExact && (whole >= 1024n || whole <= -1024n);
}

function formatBinary(value: bigint): string {
  const [number, times] = withoutFactors(value, 1024n);
  return `${number}${BINARY.get(times * 10) ?? ''}`;
}

function formatDecimal({ unscaled, exponent, format }: Quantity): string {
  const [digits, times] = withoutFactors(unscaled, 10n);
  const power = exponent + times;
  const beyond = ((power % 3) + 3) % 3;
  const number = digits * 10n ** BigInt(beyond);
  const shown = power - beyond;
  if (format === 'DecimalExponent') return shown === 0 ? `${number}` : `${number}e${shown}`;
  return `${number}${DECIMAL.get(shown) ?? ''}`;
}

function withoutFactors(value: bigint, factor: bigint): readonly [bigint, number] {
  let times = 0;
  let rest = value;
  while (rest !== 0n && rest % factor === 0n) {
    rest /= factor;
    times += 1;
  }
  return [rest, times];
}

function swapped(suffixes: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(suffixes).map(([suffix, power]) => [power, suffix]));
}
