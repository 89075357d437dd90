import type { KeyChanges } from '#libs/history';
import type { StringMapChanges } from '../graphql/json.js';

/** GraphQL removes a key with null, a command with undefined. */
export function keyChanges(changes: StringMapChanges): KeyChanges {
  return Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, value ?? undefined]));
}
