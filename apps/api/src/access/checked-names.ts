import { ArgumentInvalid } from '#libs/history';

const MOST_NAMES = 100;
const LONGEST = 253;

/** @throws ArgumentInvalid */
export function refuseNames(field: string, names: readonly string[]): void {
  if (names.length > MOST_NAMES)
    throw new ArgumentInvalid(field, `at most ${MOST_NAMES} can be given, not ${names.length}`);
  names.forEach((name, index) => refuseText(`${field}[${index}]`, name));
}

/** @throws ArgumentInvalid */
export function refuseText(field: string, text: string): void {
  if (text !== '' && text.length <= LONGEST && !/[\0-\x1f]/.test(text)) return;
  throw new ArgumentInvalid(field, `must be 1 to ${LONGEST} characters without control characters`);
}
