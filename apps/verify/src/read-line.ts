/** A line of an export, taken apart. What is hashed is left in its bytes. */
export type Line =
  | HeaderLine
  | KeyLine
  | Readonly<{ kind: 'skipped'; first: number; last: number; hashes: readonly Buffer[] }>
  | Readonly<{ kind: 'template'; text: Buffer }>
  | Readonly<{ kind: 'actor'; text: Buffer; open: ActorKeys | undefined }>
  | Readonly<{ kind: 'provenance'; text: Buffer; open: string | null }>
  | EventLine
  | Readonly<{ kind: 'head'; note: string }>
  | Readonly<{ kind: 'end'; events: number; sha256: string }>;

export type HeaderLine = Readonly<{
  kind: 'header';
  format: number;
  origin: string;
  from: number;
  to: number;
  exportedAt: number;
  persons: string;
  erased: readonly Readonly<{ person: number; position: number; erasedAt: number }>[];
}>;
export type KeyLine = Readonly<{
  kind: 'key';
  number: number;
  publicKey: Buffer;
  fromSize: number;
  signature: Buffer;
}>;
export type ActorKeys = Readonly<{ subject: string | null; impersonator?: string | null }>;
/** `open` is the remark's key: null when it is kept closed, undefined when there is no remark. */
export type EventLine = Readonly<{ kind: 'event'; hash: string; leaf: Buffer; open: string | null | undefined }>;

const BRACE = 0x7d;
// Longer than all that stands before what is hashed.
const HEAD = 400;
const KEY = '(?:null|"[A-Za-z0-9+/]{43}=")';
const EVENT = new RegExp(`^\\{"hash":"([0-9a-f]{64})",(?:"open":(${KEY}),)?"leaf":(?=\\{)`);
const TEMPLATE = /^\{"template":(?=\{)/;
const ACTOR = new RegExp(`^\\{(?:"open":(\\{"subject":${KEY}(?:,"impersonator":${KEY})?\\}),)?"actor":(?=\\{)`);
const PROVENANCE = new RegExp(`^\\{"open":(${KEY}),"provenance":(?=\\{)`);

/** Undefined when it is no line of an export. */
export function readLine(bytes: Buffer): Line | undefined {
  if (bytes.at(-1) !== BRACE) return undefined;
  const head = bytes.toString('latin1', 0, HEAD);
  const event = EVENT.exec(head);
  if (event) return readEvent(event, bytes);
  const template = TEMPLATE.exec(head);
  if (template) return { kind: 'template', text: hashedIn(template, bytes) };
  const actor = ACTOR.exec(head);
  if (actor) return { kind: 'actor', open: actorKeysIn(actor[1]), text: hashedIn(actor, bytes) };
  const provenance = PROVENANCE.exec(head);
  if (provenance) return { kind: 'provenance', open: keyIn(provenance[1]), text: hashedIn(provenance, bytes) };
  return readStatement(bytes.toString());
}

function hashedIn(before: RegExpExecArray, bytes: Buffer): Buffer {
  return bytes.subarray(before[0].length, bytes.length - 1);
}

function readEvent(before: RegExpExecArray, bytes: Buffer): EventLine {
  const [, hash = '', open] = before;
  return { kind: 'event', hash, leaf: hashedIn(before, bytes), open: open === undefined ? undefined : keyIn(open) };
}

// The regular expression has let nothing else through.
function actorKeysIn(text: string | undefined): ActorKeys | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as ActorKeys);
}

// `null`, or a key in quotes: the regular expression has let nothing else through.
function keyIn(text: string | undefined): string | null {
  return text === undefined || text === 'null' ? null : text.slice(1, -1);
}

function readStatement(text: string): Line | undefined {
  const value = parsedRecord(text);
  if (value === undefined || JSON.stringify(value) !== text) return undefined;
  if (typeof value.head === 'string') return { kind: 'head', note: value.head };
  if ('end' in value) return readEnd(value);
  if ('key' in value) return readKey(value);
  return 'skipped' in value ? readSkipped(value) : readHeader(value);
}

function readEnd({ end, sha256 }: Members): Line | undefined {
  return isWhole(end) && isHex(sha256) ? { kind: 'end', events: end, sha256 } : undefined;
}

type Members = Readonly<Record<string, unknown>>;

function parsedRecord(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Members) : undefined;
  } catch {
    return undefined; // anything can stand in a file
  }
}

function readKey({ key: number, publicKey, fromSize, signature }: Members): Line | undefined {
  if (!isWhole(number)) return undefined;
  if (typeof publicKey !== 'string' || typeof signature !== 'string' || !isWhole(fromSize)) return undefined;
  const [key, signed] = [Buffer.from(publicKey, 'base64'), Buffer.from(signature, 'base64')];
  return { kind: 'key', number, publicKey: key, fromSize, signature: signed };
}

function readSkipped({ skipped, hashes }: Members): Line | undefined {
  if (!Array.isArray(skipped) || !Array.isArray(hashes) || !hashes.every(isHex)) return undefined;
  const [first, last] = skipped as unknown[];
  if (!isWhole(first) || !isWhole(last)) return undefined;
  return { kind: 'skipped', first, last, hashes: hashes.map((hash: string) => Buffer.from(hash, 'hex')) };
}

function readHeader(value: Members): Line | undefined {
  const { export: format, origin, from, to, exportedAt, persons, erased } = value;
  if (typeof origin !== 'string' || typeof persons !== 'string') return undefined;
  if (!Array.isArray(erased) || !erased.every(isErasure)) return undefined;
  if (![format, from, to, exportedAt].every(isWhole)) return undefined;
  return { ...(value as Omit<HeaderLine, 'kind' | 'format'>), kind: 'header', format: format as number };
}

function isErasure(value: unknown): value is Readonly<{ person: number; position: number; erasedAt: number }> {
  const { person, position, erasedAt } = (value ?? {}) as Members;
  return isWhole(person) && isWhole(position) && isWhole(erasedAt);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
