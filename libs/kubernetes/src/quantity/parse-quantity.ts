import { QuantityUnreadable, type Quantity } from './quantity.js';
import { readSuffix, type Suffix } from './quantity-suffixes.js';

const WORDS = {
  format: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  suffix: "unable to parse quantity's suffix",
};

const ZERO: Quantity = { unscaled: 0n, exponent: 0, format: 'DecimalSI', text: '0', big: false };
const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?((?:[eEinumkKMGTP]+[+-]?\d*|[+-]\d*)?)$/;
// Kubernetes has no limit, and counts for minutes on a number with a million digits.
const LONGEST_TEXT = 256;
const MOST_DIGITS = 18;
const LARGEST_INT64 = 2n ** 63n - 1n;
// In billionths: nothing is finer.
const ONE = 1_000_000_000n;

type Digits = Readonly<{ text: string; negative: boolean; whole: string; fraction: string }>;

/**
 * Reads a quantity as apimachinery's `ParseQuantity` does, down to the text it keeps: that text is part of the
 * pod-template-hash.
 * @throws QuantityUnreadable
 */
export function parseQuantity(text: string): Quantity {
  if (text === '0') return ZERO;
  const [, sign, whole, fraction, suffixText] = (hasFittingLength(text) ? QUANTITY.exec(text) : null) ?? [];
  if (suffixText === undefined) throw new QuantityUnreadable(text, WORDS.format);
  const suffix = readSuffix(suffixText);
  if (suffix === undefined) throw new QuantityUnreadable(text, WORDS.suffix);
  const digits = { text, negative: sign === '-', whole: withoutZeros(whole), fraction: fraction ?? '' };
  return small(digits, suffix) ?? big(digits, suffix);
}

function hasFittingLength(text: string): boolean {
  return text !== '' && text.length <= LONGEST_TEXT;
}

function withoutZeros(digits = ''): string {
  const rest = digits.replace(/^0+/, '');
  return rest === '' ? '0' : rest;
}

function small(digits: Digits, suffix: Suffix): Quantity | undefined {
  return suffix.format === 'BinarySI' ? smallBinary(digits, suffix) : smallDecimal(digits, suffix);
}

// "100Mi" keeps its text, "128Mi" does not: 128 is a multiple of 8 and might be one of 1024.
function smallBinary({ text, negative, whole, fraction }: Digits, { format, exponent }: Suffix): Quantity | undefined {
  const hasRoom = 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1 >= 0;
  if (!hasRoom || fraction !== '') return undefined;
  const mantissa = BigInt(whole);
  const value = mantissa << BigInt(exponent);
  if (value > LARGEST_INT64) return undefined;
  const isCanonical = (mantissa & 7n) !== 0n;
  return { unscaled: negative ? -value : value, exponent: 0, format, text: isCanonical ? text : '', big: false };
}

// "100m" keeps its text, "1000m" and "0.5" do not: they have a shorter form.
function smallDecimal({ text, negative, whole, fraction }: Digits, suffix: Suffix): Quantity | undefined {
  const exponent = suffix.exponent - fraction.length;
  if (whole.length + fraction.length > MOST_DIGITS || exponent < -9) return undefined;
  const digits = whole + fraction;
  const isCanonical = exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
  const value = BigInt(digits);
  return {
    unscaled: negative ? -value : value,
    exponent,
    format: suffix.format,
    text: isCanonical ? text : '',
    big: false,
  };
}

function big(digits: Digits, suffix: Suffix): Quantity {
  const isBinary = suffix.format === 'BinarySI';
  const factor = isBinary ? 1n << BigInt(suffix.exponent) : 1n;
  const exponent = (isBinary ? 0 : suffix.exponent) - digits.fraction.length;
  const billionths = roundUp(BigInt(digits.whole + digits.fraction) * factor, exponent + 9);
  const quantity = { unscaled: billionths, exponent: -9, format: suffix.format, text: '', big: true };
  const bounded = isBinary ? boundedBinary(quantity) : quantity;
  return digits.negative ? { ...bounded, unscaled: -bounded.unscaled } : bounded;
}

// A binary quantity is capped at what 64 bits hold; below one it becomes a decimal one.
function boundedBinary(quantity: Quantity): Quantity {
  const { unscaled } = quantity;
  if (unscaled > LARGEST_INT64 * ONE) return { ...quantity, unscaled: LARGEST_INT64, exponent: 0 };
  return unscaled > 0n && unscaled < ONE ? { ...quantity, format: 'DecimalSI' } : quantity;
}

/** `value * 10 ** exponent` as a whole number; what is lost counts as one more. */
export function roundUp(value: bigint, exponent: number): bigint {
  if (exponent >= 0) return value * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  const quotient = value / divisor;
  if (quotient * divisor === value) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}
