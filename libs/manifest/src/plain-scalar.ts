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
const FLOAT = /^[-+]?[0-9]*\.?[0-9]+([eE][-+][0-9]+)?$/;

/**
 * An unquoted word as the YAML reader of Kubernetes takes it, which is YAML 1.1 as Go reads it: `yes`, `on` and `y` are
 * true, 0755 and 0o755 are 493, 1_000 is 1000, `1e3` and dates are texts.
 */
export function plainScalar(text: string): PlainScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (SPECIAL_NUMBER.test(text))
    return text.toLowerCase().endsWith('nan') ? NaN : text.startsWith('-') ? -Infinity : Infinity;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  return integer(digits) ?? (FLOAT.test(digits) ? Number(digits) : text);
}

function integer(text: string): number | undefined {
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  // Go takes a leading 0 for octal, JavaScript does not.
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return sign === '-' ? -value : value;
}

// "no", "No" and "NO", but not "nO".
function cased<T>(words: readonly string[], value: T): readonly (readonly [string, T])[] {
  return words
    .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])
    .map((word) => [word, value] as const);
}
