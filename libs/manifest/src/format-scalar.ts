import type { Json } from '#libs/kubernetes';
import { plainScalar } from './plain-scalar.js';

/** Where a value is written: the indent of its key, and the column it begins in; both count from 0. */
export type Place = Readonly<{ indent: number; column: number }>;

// Go's writer breaks a text at the first space beyond this column.
const WIDTH = 80;

/** A text, number or the like as Go's YAML writer prints it; further lines are indented by two. */
export function formatScalar(value: Json, place: Place): readonly string[] {
  if (typeof value !== 'string')
    return [typeof value === 'object' && value !== null ? emptyBlock(value) : String(value)];
  if (value.includes('\n') && isLiteral(value)) return literal(value);
  return folded(quoted(value), place);
}

function emptyBlock(value: object): string {
  return Array.isArray(value) ? '[]' : '{}';
}

// "|" keeps one line end, "|-" none, "|+" all; a first line that begins with a space needs the indent to be said.
function literal(value: string): readonly string[] {
  const ends = value.length - value.replace(/\n+$/, '').length;
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const isKept = ends > 1 || value === '\n';
  const lines = value.slice(0, value.length - ends).split('\n');
  return [
    `|${hint}${ends === 0 ? '-' : isKept ? '+' : ''}`,
    ...lines.map((line) => (line === '' ? '' : `  ${line}`)),
    ...Array.from({ length: Math.max(ends - 1, 0) }, () => ''),
  ];
}

function quoted(text: string): string {
  if (needsEscapes(text) || typeof plainScalar(text) !== 'string' || isOtherType(text)) return JSON.stringify(text);
  return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

// Only a single space can be a line end: two of them would become one when read.
function folded(text: string, { indent, column }: Place): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  let left = column;
  for (const { index } of text.matchAll(/(?<=\S) (?=\S)/g)) {
    const isInside = index > 1 && index < text.length - 2;
    if (left + (index - start) <= WIDTH || !isInside) continue;
    lines.push(text.slice(start, index));
    start = index + 1;
    left = indent + 2;
  }
  return [...lines, text.slice(start)].map((line, index) => (index === 0 ? line : `  ${line}`));
}

const CONTROL = String.raw`\u0000-\u001f\u007f-\u0084\u0086-\u009f\ufeff`;
const ESCAPED = new RegExp(
  `[${CONTROL}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]`,
);
const NOT_LITERAL = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff]| \n| $`);

function needsEscapes(text: string): boolean {
  return ESCAPED.test(text);
}

function isLiteral(text: string): boolean {
  return !NOT_LITERAL.test(text);
}

// What is no text for Go although it is one for us: dates, and the numbers of base 60.
function isOtherType(text: string): boolean {
  return /^\d{4}-\d\d?-\d\d?([Tt ].*)?$/.test(text) || /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}

function isPlain(text: string): boolean {
  const startsSpecial = /^[\s,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|^(---|\.\.\.)/.test(text);
  return !startsSpecial && !/:(\s|$)| #|\s$/.test(text);
}
