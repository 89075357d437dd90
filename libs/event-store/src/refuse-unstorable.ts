import { Unstorable } from './errors.js';
import type { NewChange } from './event-store.js';

/** Refuses what a store could only keep by altering it. @throws Unstorable */
export function refuseUnstorable(change: NewChange): void {
  try {
    check(change);
  } catch (error) {
    change.chain?.break();
    throw error;
  }
}

function check(change: NewChange): void {
  for (const [field, text] of texts(change)) if (SUSPECT.test(text)) refuseText(field, text);
  if (!isStorableTime(change.occurredAt)) {
    throw new Unstorable(
      'occurredAt',
      `${change.occurredAt} is not a whole number of milliseconds in the years 1 to 9999`,
    );
  }
  if (change.idempotency && !SHA_256.test(change.idempotency.request)) {
    throw new Unstorable('idempotency.request', 'it is not a SHA-256 in hex');
  }
  if (change.events.length > MOST_EVENTS) {
    throw new Unstorable('events', `${change.events.length} are more than the ${MOST_EVENTS} one change may have`);
  }
}

function refuseText(field: string, text: string): void {
  if (text.includes('\0')) throw new Unstorable(field, 'it holds U+0000; remove it');
  if (LONE_SURROGATE.test(text))
    throw new Unstorable(field, 'it holds half of a surrogate pair; it is not Unicode text');
}

// Nearly no text has either: one look instead of two.
const SUSPECT = new RegExp('[\\u0000\\ud800-\\udfff]');
const LONE_SURROGATE = /\p{Surrogate}/u;
const SHA_256 = /^[0-9a-f]{64}$/;
const MOST_EVENTS = 1000;
const YEAR_1 = -62_135_596_800_000;
const YEAR_10000 = 253_402_300_800_000;

// Payloads, actors and provenance are JSON, which has an escape for everything.
function texts(change: NewChange): readonly (readonly [field: string, text: string])[] {
  const { stream, summary, cause = '', idempotency } = change;
  return [
    ['cluster', stream.cluster],
    ['namespace', stream.namespace],
    ['name', stream.name],
    ['uid', stream.uid],
    ['summary', summary],
    ['cause', cause],
    ['idempotencyKey', idempotency?.key ?? ''],
  ];
}

function isStorableTime(time: number): boolean {
  return Number.isInteger(time) && time >= YEAR_1 && time < YEAR_10000;
}
