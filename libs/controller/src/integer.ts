const [ZERO, NINE, PLUS, MINUS] = [48, 57, 43, 45];

/** The whole number that a text is, as Go's `strconv.Atoi` reads it; undefined when it is none. Asked for at every look, so without a pattern. */
export function readInteger(text: string): number | undefined {
  const first = text.charCodeAt(0);
  const start = first === PLUS || first === MINUS ? 1 : 0;
  if (text.length === start) return undefined;
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return undefined;
  }
  return Number(text);
}
