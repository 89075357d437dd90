import { DecodingFailed } from './decoding-failed.js';

/** A text and how far it was read. */
export type JsonCursor = { readonly text: string; at: number };

export function skipSpace(cursor: JsonCursor): void {
  skip(cursor, /[ \t\r\n]*/y);
}

/** Goes over a string, and answers it with its quotes. */
export function skipString(cursor: JsonCursor): string {
  const start = cursor.at;
  cursor.at += 1;
  for (;;) {
    skip(cursor, /[^"\\\u0000-\u001f]*/y);
    const stop = cursor.text[cursor.at];
    if (stop === '"') break;
    if (stop !== '\\') throw misplaced(cursor, 'in string literal');
    skipEscape(cursor);
  }
  cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

function skipEscape(cursor: JsonCursor): void {
  cursor.at += 1;
  const kind = cursor.text[cursor.at] ?? '';
  if (!/^["\\/bfnrtu]$/.test(kind)) throw misplaced(cursor, 'in string escape code');
  cursor.at += 1;
  if (kind !== 'u') return;
  const digits = skip(cursor, /[0-9a-fA-F]{0,4}/y);
  if (digits.length < 4) throw misplaced(cursor, 'in \\u hexadecimal character escape');
}

export function skipNumber(cursor: JsonCursor): void {
  skip(cursor, /-?/y);
  if (skip(cursor, /0|[1-9]\d*/y) === '') throw misplaced(cursor, 'in numeric literal');
  if (skip(cursor, /\.?/y) !== '' && skip(cursor, /\d*/y) === '')
    throw misplaced(cursor, 'after decimal point in numeric literal');
  if (skip(cursor, /(?:[eE][+-]?)?/y) !== '' && skip(cursor, /\d*/y) === '')
    throw misplaced(cursor, 'in exponent of numeric literal');
}

const LITERALS: readonly string[] = ['true', 'false', 'null'];

export function skipLiteral(cursor: JsonCursor): void {
  const first = cursor.text[cursor.at];
  const literal = LITERALS.find((word) => first !== undefined && word.startsWith(first));
  if (literal === undefined) throw misplaced(cursor, 'looking for beginning of value');
  for (const letter of literal) {
    if (cursor.text[cursor.at] !== letter) throw misplaced(cursor, `in literal ${literal} (expecting '${letter}')`);
    cursor.at += 1;
  }
}

/** What stands where the cursor is does not belong there, in the words of Go's encoding/json. */
export function misplaced({ text, at }: JsonCursor, place: string): DecodingFailed {
  const code = text.codePointAt(at);
  if (code === undefined) return endOfInput();
  return new DecodingFailed(`invalid character ${quoted(String.fromCodePoint(code))} ${place}`);
}

export function endOfInput(): DecodingFailed {
  return new DecodingFailed('unexpected end of JSON input');
}

function quoted(character: string): string {
  if (character === "'") return `'\\''`;
  return character === '"' ? `'"'` : `'${JSON.stringify(character).slice(1, -1)}'`;
}

function skip(cursor: JsonCursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const [found = ''] = pattern.exec(cursor.text) ?? [];
  cursor.at += found.length;
  return found;
}
