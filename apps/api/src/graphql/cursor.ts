import { ArgumentInvalid } from '#libs/history';

type Part = string | number;

/** Where a list goes on: the kind of list, and the key of the row before. Opaque to clients. */
export function encodeCursor(kind: string, ...key: readonly Part[]): string {
  return Buffer.from(JSON.stringify([kind, ...key])).toString('base64url');
}

/**
 * The key in a cursor of this kind of list; `shape` has a value of each part's type.
 * @throws ArgumentInvalid when it is a cursor of another list, or none at all.
 */
export function decodeCursor<Key extends readonly Part[]>(cursor: string, kind: string, shape: Key): Key {
  const parts = parse(cursor);
  const fits =
    parts?.length === shape.length + 1 &&
    parts[0] === kind &&
    shape.every((part, index) => typeof parts[index + 1] === typeof part && isStorable(parts[index + 1]));
  if (!fits) {
    throw new ArgumentInvalid(
      'after',
      `${JSON.stringify(cursor)} is not a cursor of this list: use one that its \`endCursor\` or \`cursor\` gave`,
    );
  }
  return parts.slice(1) as unknown as Key;
}

function parse(cursor: string): readonly unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : undefined;
  } catch {
    return undefined; // anybody can write a cursor: what is not JSON is none
  }
}

// The database's text has no U+0000; a number may be a moment, and those end with the year 275760.
function isStorable(part: unknown): boolean {
  if (typeof part === 'string') return !part.includes('\0');
  return Number.isInteger(part) && Math.abs(part as number) <= 8.64e15;
}
