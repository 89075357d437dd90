/**
 * Whether a text is as a pattern says, `*` standing for any text: `web:*` and `*:v1` fit `web:v1`, `web` does not. Each part is
 * looked for once, from the left: a pattern of many stars costs no more than its length.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
