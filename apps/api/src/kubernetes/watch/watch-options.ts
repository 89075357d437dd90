import type { Cause } from '#libs/kubernetes';
import { badRequest, invalid, type RequestRefused } from '#libs/kubernetes-api';
import { isTrue } from '../http/verb-of.js';
import { EMPTY_LOG, PER_POSITION } from './resource-version.js';

/** How a watch is asked for, apart from what it is about. */
export type WatchOptions = Readonly<{
  /** Where to go on from; with initial events the oldest state that will do. Undefined means now. */
  version: bigint | undefined;
  /** All that is there comes first. */
  initialEvents: boolean;
  bookmarks: boolean;
  milliseconds: number;
}>;

/** Seconds after which a watch ends that does not say when, and the most that it can ask for. */
export const LONGEST_WATCH_SECONDS = 3600;
const USUAL_WATCH_SECONDS = 1800;

/** Reads the options of a watch (meta/v1 ListOptions). */
export function parseWatchOptions(query: URLSearchParams): WatchOptions {
  const causes = causesOf(query);
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', resource: 'ListOptions' }, '', causes);
  const version = versionOf(query.get('resourceVersion') ?? '');
  const sendInitialEvents = query.get('sendInitialEvents');
  const initialEvents = sendInitialEvents === null ? version === undefined : isTrue(sendInitialEvents);
  return {
    version,
    initialEvents,
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    milliseconds: secondsOf(query.get('timeoutSeconds')) * 1000,
  };
}

// Below the number of one change it is a position of the log, as GraphQL tells it. Like nothing at all, 0 asks for anything there is.
function versionOf(text: string): bigint | undefined {
  if (text === '' || text === '0') return undefined;
  if (!/^\d+$/.test(text)) throw unreadable('resourceVersion', text, 'ParseUint', 'invalid syntax');
  const number = BigInt(text);
  if (number >= 2n ** 64n) throw unreadable('resourceVersion', text, 'ParseUint', 'value out of range');
  return number < EMPTY_LOG ? number * PER_POSITION : number;
}

function secondsOf(text: string | null): number {
  if (text === null || text === '') return USUAL_WATCH_SECONDS;
  if (!/^[+-]?\d+$/.test(text)) throw unreadable('timeoutSeconds', text, 'ParseInt', 'invalid syntax');
  const seconds = Number(text);
  return seconds === 0 ? USUAL_WATCH_SECONDS : Math.min(Math.max(0, seconds), LONGEST_WATCH_SECONDS);
}

function unreadable(field: string, text: string, by: 'ParseInt' | 'ParseUint', why: string): RequestRefused {
  const value = JSON.stringify(text);
  return badRequest(`${field}: Invalid value: ${value}: strconv.${by}: parsing ${value}: ${why}`);
}

const MATCH = 'resourceVersionMatch';
const NOT_OLDER_THAN = 'NotOlderThan';

// apimachinery pkg/apis/meta/internalversion/validation, validateWatchOptions
function causesOf(query: URLSearchParams): readonly Cause[] {
  const match = query.get(MATCH) ?? '';
  const asksForInitialEvents = query.get('sendInitialEvents') !== null;
  const rules: readonly (readonly [boolean, Cause])[] = [
    [
      asksForInitialEvents && match !== NOT_OLDER_THAN,
      forbidden(MATCH, `sendInitialEvents requires setting ${MATCH} to ${NOT_OLDER_THAN}`),
    ],
    [
      match !== '' && !asksForInitialEvents,
      forbidden(MATCH, `${MATCH} is forbidden for watch unless sendInitialEvents is provided`),
    ],
    [match !== '' && match !== NOT_OLDER_THAN, notSupported(MATCH, match, NOT_OLDER_THAN)],
    [
      match !== '' && (query.get('continue') ?? '') !== '',
      forbidden(MATCH, `${MATCH} is forbidden when continue is provided`),
    ],
  ];
  return rules.flatMap(([broken, cause]) => (broken ? [cause] : []));
}

function forbidden(field: string, detail: string): Cause {
  return { field, reason: 'FieldValueForbidden', message: `Forbidden: ${detail}` };
}

function notSupported(field: string, value: string, supported: string): Cause {
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${JSON.stringify(supported)}`;
  return { field, reason: 'FieldValueNotSupported', message };
}
