/**
 * Whether an image is as a pattern says, `*` standing for any text: `web:*` and `*:v1` fit `web:v1`, `web` does not. Each part is
 * looked for once, from the left: a pattern of many stars costs no more than its length.
 */
export function matchesPattern(pattern: string, image: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return image === first;
  if (!image.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const found = image.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return image.length - last.length >= from && image.endsWith(last);
}
