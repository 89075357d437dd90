/**
 * The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code units, no space, numbers as ECMAScript writes
 * them. Keys whose value is `undefined` are left out. `{b: 1.0, a: [2]}` is `{"a":[2],"b":1}`.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return canonicalArray(value);
  if (isRecord(value)) return canonicalObject(value);
  throw new Error(`a ${typeof value} is not a JSON value`);
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${canonicalJson(value)}`;
  return `[${text}]`;
}

function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of sorted(Object.keys(value))) {
    const member = value[key];
    if (member !== undefined) text += (text === '' ? '' : ',') + nameText(key) + canonicalJson(member);
  }
  return `{${text}}`;
}

// Most objects have few keys, which stand in order or nearly so.
function sorted(keys: string[]): readonly string[] {
  if (keys.length > 16) return keys.sort();
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next] ?? '';
    let place = next;
    for (let before = keys[place - 1]; before !== undefined && before > key; before = keys[place - 1]) {
      keys[place--] = before;
    }
    keys[place] = key;
  }
  return keys;
}

// The same few names stand in most objects, and a name's quotes and colon need not be put around it each time.
function nameText(key: string): string {
  const known = NAMES.get(key);
  if (known !== undefined) return known;
  const text = `${quoted(key)}:`;
  if (NAMES.size < MOST_NAMES && key.length <= 64) NAMES.set(key, text);
  return text;
}

const NAMES = new Map<string, string>();
const MOST_NAMES = 4096;

/** A text as JSON writes it. Most need no escape, and asking is quicker than JSON.stringify. */
export function quoted(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

// eslint would have no control characters in a literal; these are what JSON escapes.
const ESCAPED = new RegExp('["\\\\\\u0000-\\u001f\\ud800-\\udfff]');

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
