/** What an unquoted word of YAML means. */
export type PlainScalar = string | number | boolean | null;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...cased(['y', 'yes', 'true', 'on'], true),
  ...cased(['n', 'no', 'false', 'off'], false),
  ...cased(['null'], null),
  ['', null],
  ['~', null],
]);

const SPECIAL_NUMBER = /^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * An unquoted word as the YAML reader of Kubernetes takes it, which is YAML 1.1 as Go reads it: `yes`, `on` and `y` are
 * true, 0755 and 0o755 are 493, 1_000 and 1e3 are 1000, dates and `12:30` are texts. NaN stands for a whole number that a
 * number of JavaScript cannot hold exactly.
 */
export function plainScalar(text: string): PlainScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (SPECIAL_NUMBER.test(text))
    return text.toLowerCase().endsWith('nan') ? NaN : text.startsWith('-') ? -Infinity : Infinity;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  return integer(digits) ?? (FLOAT.test(digits) ? withoutMinusZero(Number(digits)) : text);
}

function integer(text: string): number | undefined {
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  // Go takes a leading 0 for octal, JavaScript does not.
  const exact = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  const value = Number(exact);
  if (BigInt(value) !== exact && String(value) !== String(exact)) return NaN;
  return sign === '-' && value !== 0 ? -value : value;
}

// JSON.stringify writes 0 for both, so both are 0.
function withoutMinusZero(value: number): number {
  return value === 0 ? 0 : value;
}

// "no", "No" and "NO", but not "nO".
function cased<T>(words: readonly string[], value: T): readonly (readonly [string, T])[] {
  return words
    .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])
    .map((word) => [word, value] as const);
}
