import type { Json } from '../json.js';
import { DecodingFailed } from './decoding-failed.js';
import {
  endOfInput,
  type JsonCursor,
  misplaced,
  skipLiteral,
  skipNumber,
  skipSpace,
  skipString,
} from './json-tokens.js';

/** A JSON text as read. */
export type ReadJson = Readonly<{
  value: Json;
  /** Paths of fields that an object has twice; the last one counts, as in Go. */
  duplicates: readonly string[];
}>;

/** Levels that a text may have: a Deployment has 16 at its deepest. Go has a limit too, of 10,000. */
const MOST_LEVELS = 100;

/**
 * Reads JSON as Go does: it tells what is wrong in Go's words, and which fields are there twice.
 * @throws DecodingFailed
 */
export function readJson(text: string): ReadJson {
  const cursor: Walk = { text, at: 0, levels: 0, duplicates: [] };
  skipValue(cursor, '');
  skipSpace(cursor);
  if (cursor.at < text.length) throw misplaced(cursor, 'after top-level value');
  return { value: JSON.parse(text) as Json, duplicates: cursor.duplicates };
}

type Walk = JsonCursor & { levels: number; readonly duplicates: string[] };

function skipValue(cursor: Walk, path: string): void {
  skipSpace(cursor);
  const first = cursor.text[cursor.at];
  if (first === '{') inside(cursor, () => skipObject(cursor, path));
  else if (first === '[') inside(cursor, () => skipList(cursor, path));
  else if (first === '"') skipString(cursor);
  else if (first !== undefined && /[-\d]/.test(first)) skipNumber(cursor);
  else skipLiteral(cursor);
}

function inside(cursor: Walk, skip: () => void): void {
  cursor.levels += 1;
  if (cursor.levels > MOST_LEVELS) throw new DecodingFailed('exceeded max depth');
  cursor.at += 1;
  skip();
  cursor.levels -= 1;
}

function skipObject(cursor: Walk, path: string): void {
  const names = new Set<string>();
  if (isEnd(cursor, '}')) return;
  do {
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== '"') throw misplaced(cursor, 'looking for beginning of object key string');
    const name = JSON.parse(skipString(cursor)) as string;
    const field = path === '' ? name : `${path}.${name}`;
    if (names.has(name)) cursor.duplicates.push(field);
    names.add(name);
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== ':') throw misplaced(cursor, 'after object key');
    cursor.at += 1;
    skipValue(cursor, field);
  } while (goesOn(cursor, '}', 'after object key:value pair'));
}

function skipList(cursor: Walk, path: string): void {
  if (isEnd(cursor, ']')) return;
  let index = 0;
  do {
    skipValue(cursor, `${path}[${index}]`);
    index += 1;
  } while (goesOn(cursor, ']', 'after array element'));
}

function isEnd(cursor: Walk, closing: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== closing) return false;
  cursor.at += 1;
  return true;
}

function goesOn(cursor: Walk, closing: string, place: string): boolean {
  if (isEnd(cursor, closing)) return false;
  if (cursor.at >= cursor.text.length) throw endOfInput();
  if (cursor.text[cursor.at] !== ',') throw misplaced(cursor, place);
  cursor.at += 1;
  return true;
}
