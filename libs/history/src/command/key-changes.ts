import type { StringMap } from '#libs/kubernetes';
import type { KeyChanges } from './command.js';

/** Labels or annotations after some were set and some (`undefined`) removed. */
export function withKeys(map: StringMap, changes: KeyChanges): StringMap {
  const merged = { ...map, ...changes };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
