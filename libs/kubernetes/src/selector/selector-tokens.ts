/** A word or sign of a label selector; the end is an empty text of kind `end`. */
export type Token = Readonly<{ kind: 'word' | 'sign' | 'end' | 'unknown'; text: string }>;

const SIGNS = new Set(['=', '==', '!', '!=', '(', ')', ',', '>', '<']);

/** A label selector cut into words and signs; the last token is the end. */
export function selectorTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const [piece] of text.matchAll(/[=!(),<>]+|[^=!(),<>\s]+/g)) {
    if (/^[=!(),<>]/.test(piece)) tokens.push(...signsOf(piece));
    else tokens.push({ kind: 'word', text: piece });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

// The longest sign that begins here: "!=" is one, "=," are two.
function signsOf(piece: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let rest = piece; rest !== '';) {
    const sign = [2, 1].map((length) => rest.slice(0, length)).find((start) => SIGNS.has(start));
    if (sign === undefined) return [...tokens, { kind: 'unknown', text: `error expected: keyword found '${rest}'` }];
    tokens.push({ kind: 'sign', text: sign });
    rest = rest.slice(sign.length);
  }
  return tokens;
}
