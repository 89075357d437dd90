import { Lexer } from 'yaml';
import { ManifestUnreadable } from './manifest-unreadable.js';

type Place = Readonly<{ line: number; column: number }>;

/**
 * Refuses a text that opens more brackets, or more lists in one line (`- - -`), than there may be levels.
 * The parser goes down level by level: a text of brackets alone would keep it busy for seconds, then exhaust its stack.
 */
export function refuseDeep(text: string, depth: number): void {
  let place: Place = { line: 1, column: 1 };
  let brackets = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    brackets += BRACKETS[token] ?? 0;
    indicators = token.includes('\n') ? 0 : indicators + (token === '-' || token === '?' ? 1 : 0);
    if (Math.max(brackets, indicators) > depth)
      throw new ManifestUnreadable('TooDeep', place.line, place.column, `nested deeper than ${depth} levels`);
    place = after(place, token);
  }
}

const BRACKETS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

function after({ line, column }: Place, token: string): Place {
  // The lexer marks documents and scalars with control characters that are not in the text.
  if (/^[\u0002\u0018\u001f\ufeff]$/.test(token)) return { line, column };
  const breaks = token.split('\n');
  const last = breaks.at(-1) ?? '';
  if (breaks.length === 1) return { line, column: column + token.length };
  return { line: line + breaks.length - 1, column: last.length + 1 };
}
