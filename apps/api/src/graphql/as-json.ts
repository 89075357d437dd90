/** A value as a message shows it; a literal that is no value at all is "this". */
export function asJson(value: unknown): string {
  return value === undefined ? 'this' : JSON.stringify(value);
}
