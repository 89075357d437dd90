import { badRequest } from '#libs/kubernetes-api';
import type { ListKey } from './list-source.js';

/** What a client hands back for the next page: what the first page told of, and where the last one ended. */
export type ContinueToken = Readonly<{ resourceVersion: string; at: Date; after: ListKey }>;

// The version of the token, not of an API: one of another is not read.
const VERSION = 'rollbook/1';

export function writeToken({ resourceVersion, at, after }: ContinueToken): string {
  const { namespace, name } = after;
  const text = JSON.stringify({ v: VERSION, rv: resourceVersion, at: at.getTime(), start: [namespace, name] });
  return Buffer.from(text).toString('base64url');
}

/** @throws RequestRefused when it is none of ours */
export function readToken(text: string): ContinueToken {
  const { v, rv, at, start } = decoded(text);
  if (v !== VERSION) throw invalidToken('server does not recognize this encoded version');
  if (typeof rv !== 'string' || !/^[1-9]\d{0,27}$|^0$/.test(rv) || !isMoment(at))
    throw invalidToken('incorrect encoded start resourceVersion');
  if (!isKey(start)) throw invalidToken('incorrect encoded start key');
  return { resourceVersion: rv, at: new Date(at), after: { namespace: start[0], name: start[1] } };
}

function decoded(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // no JSON: said below
  }
  throw invalidToken('it is not what the server gave');
}

function invalidToken(reason: string): Error {
  return badRequest(`invalid continue token: continue key is not valid: ${reason}`);
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 8.64e15;
}

function isKey(value: unknown): value is readonly [string, string] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string' && isStorable(part))
  );
}

// No name has a NUL, and Postgres takes none.
function isStorable(text: string): boolean {
  return !text.includes('\u0000');
}
