import { labelKey, labelValue, type NameRule } from '../validation/name-rules.js';
import { isInteger, type Requirement } from './requirement.js';
import { selectorTokens, type Token } from './selector-tokens.js';

/** A label selector that cannot be read, in Kubernetes' own words. */
export class SelectorUnreadable extends Error {
  readonly code = 'SelectorUnreadable';
  constructor(
    readonly selector: string,
    reason: string,
  ) {
    super(reason);
  }
}

type Cursor = { readonly text: string; readonly tokens: readonly Token[]; at: number };

/**
 * Reads a label selector as `kubectl -l` takes it: `a=b,c!=d,e in (x,y),f notin (z),g,!h,i>1`. An empty text selects all.
 * The conditions come sorted by key.
 * @throws SelectorUnreadable
 */
export function parseLabelSelector(text: string): readonly Requirement[] {
  const cursor: Cursor = { text, tokens: selectorTokens(text), at: 0 };
  const requirements: Requirement[] = [];
  while (peek(cursor).kind !== 'end') {
    if (!startsRequirement(peek(cursor)))
      fail(cursor, `found '${peek(cursor).text}', expected: !, identifier, or 'end of string'`);
    requirements.push(readRequirement(cursor));
    readSeparator(cursor);
  }
  return requirements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function readSeparator(cursor: Cursor): void {
  if (peek(cursor).kind === 'end') return;
  const separator = take(cursor);
  if (separator.text !== ',') fail(cursor, `found '${separator.text}', expected: ',' or 'end of string'`);
  if (!startsRequirement(peek(cursor))) fail(cursor, `found '${peek(cursor).text}', expected: identifier after ','`);
}

function readRequirement(cursor: Cursor): Requirement {
  const isNegated = isSign(peek(cursor), '!');
  if (isNegated) take(cursor);
  const name = take(cursor);
  if (name.kind !== 'word') failRequirement(cursor, `found '${name.text}', expected: identifier`);
  const key = name.text;
  check(cursor, key, labelKey, '<nil>');
  if (isNegated) return { key, operator: 'doesNotExist', values: [] };
  const next = peek(cursor);
  if (next.kind === 'end' || isSign(next, ',')) return { key, operator: 'exists', values: [] };
  return readValues(cursor, key, take(cursor));
}

const OPERATORS = ['in', 'notin', '=', '==', '!=', '>', '<'];

function readValues(cursor: Cursor, key: string, { text }: Token): Requirement {
  const operator = text === '==' ? '=' : text;
  switch (operator) {
    case 'in':
    case 'notin':
      return checked(cursor, { key, operator, values: readList(cursor) });
    case '=':
    case '!=':
    case '>':
    case '<':
      return checked(cursor, { key, operator, values: [readOne(cursor)] });
    default:
      return failRequirement(cursor, `found '${text}', expected: ${OPERATORS.join(', ')}`);
  }
}

function readOne(cursor: Cursor): string {
  const next = peek(cursor);
  if (next.kind === 'end' || isSign(next, ',')) return '';
  if (take(cursor).kind !== 'word') failRequirement(cursor, `found '${next.text}', expected: identifier`);
  return next.text;
}

// "(a,,b)" and "(a,)" contain the empty value.
function readList(cursor: Cursor): readonly string[] {
  const open = take(cursor);
  if (!isSign(open, '(')) failRequirement(cursor, `found '${open.text}' expected: '('`);
  const values = new Set<string>();
  for (;;) {
    values.add(peek(cursor).kind === 'word' ? take(cursor).text : '');
    const next = take(cursor);
    if (isSign(next, ')')) return [...values].sort();
    if (!isSign(next, ',')) failRequirement(cursor, `found '${next.text}', expected: ',' or ')'`);
  }
}

function checked(cursor: Cursor, requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  values.forEach((value, index) => {
    if ((operator === '>' || operator === '<') && !isInteger(value))
      failRequirement(
        cursor,
        `values[${index}]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    check(cursor, value, labelValue, `values[${index}][${key}]`);
  });
  return requirement;
}

function check(cursor: Cursor, value: string, rule: NameRule, place: string): void {
  const reasons = rule(value);
  if (reasons.length > 0)
    failRequirement(cursor, `${place}: Invalid value: ${JSON.stringify(value)}: ${reasons.join('; ')}`);
}

function startsRequirement(token: Token): boolean {
  return token.kind === 'word' || isSign(token, '!');
}

function isSign(token: Token, sign: string): boolean {
  return token.kind === 'sign' && token.text === sign;
}

const END: Token = { kind: 'end', text: '' };

function peek({ tokens, at }: Cursor): Token {
  return tokens[at] ?? END;
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

function failRequirement(cursor: Cursor, reason: string): never {
  return fail(cursor, `unable to parse requirement: ${reason}`);
}

function fail({ text }: Cursor, reason: string): never {
  throw new SelectorUnreadable(text, reason);
}
