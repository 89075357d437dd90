import { setTimeout as sleep } from 'node:timers/promises';
import type { Cause } from '#libs/kubernetes';
import { badRequest, expired, invalid, timedOut } from '#libs/kubernetes-api';
import type { ListVersion } from '#libs/postgres';
import { isTrue } from '../http/verb-of.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { PER_POSITION } from '../read/resource-version.js';
import { EMPTY_LOG } from '../watch/resource-version.js';

/** What a list tells of: the moment, and how far the views have come then. */
export type Shown = ListVersion & Readonly<{ at: Date }>;

/** Milliseconds that a list waits for views that do not show yet what it must not be older than. */
const LONGEST_WAIT = 2000;
const LOOKED_AGAIN_AFTER = 25;

/**
 * What a list tells of: now, whatever version it must not be older than. One that its views do not show yet is waited for; one
 * that is not to be had, or that must be met exactly while there is something newer, is refused.
 */
export async function awaitListVersion(
  query: URLSearchParams,
  { reads, now }: Pick<KubernetesPorts, 'reads' | 'now'>,
): Promise<Shown> {
  const causes = causesOf(query);
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', resource: 'ListOptions' }, '', causes);
  const version = versionIn(query);
  for (const until = now().getTime() + LONGEST_WAIT; ;) {
    const at = now();
    const shown = await reads.readListVersion(at);
    const head = BigInt(shown.resourceVersion) / PER_POSITION;
    const isShown = version === undefined || positionOf(version) <= head;
    if (isShown || at.getTime() >= until) {
      if (version !== undefined) checkPosition(query, version, head);
      return { at, ...shown };
    }
    await sleep(LOOKED_AGAIN_AFTER);
  }
}

function versionIn(query: URLSearchParams): string | undefined {
  const version = query.get('resourceVersion') ?? '';
  return version === '' || version === '0' ? undefined : version;
}

function checkPosition(query: URLSearchParams, version: string, head: bigint): void {
  if (hasToken(query)) throw badRequest('specifying resource version is not allowed when using continue');
  const position = positionOf(version);
  if (position > head) throw tooLarge(version, head);
  if (query.get(MATCH) === 'Exact' && position < head)
    throw expired('The resourceVersion for the provided list is too old.');
}

// Below the number of one change it is a position of the log, as GraphQL tells it.
function positionOf(version: string): bigint {
  if (!/^\d{1,30}$/.test(version))
    throw badRequest(`invalid resource version ${JSON.stringify(version)}: it must be a whole number`);
  const number = BigInt(version);
  return number < EMPTY_LOG ? number : number / PER_POSITION;
}

function tooLarge(version: string, head: bigint): Error {
  const message = `Too large resource version: ${version}, current: ${head * PER_POSITION}`;
  return timedOut(`Timeout: ${message}`, { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' });
}

const MATCH = 'resourceVersionMatch';

// apimachinery pkg/apis/meta/internalversion/validation, ValidateListOptions
function causesOf(query: URLSearchParams): readonly Cause[] {
  const match = query.get(MATCH) ?? '';
  const version = query.get('resourceVersion') ?? '';
  const rules: readonly (readonly [boolean, Cause])[] = [
    [isTrue(query.get('sendInitialEvents')), forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list')],
    [match !== '' && version === '', forbidden(MATCH, `${MATCH} is forbidden unless resourceVersion is provided`)],
    [match !== '' && hasToken(query), forbidden(MATCH, `${MATCH} is forbidden when continue is provided`)],
    [!['', 'Exact', 'NotOlderThan'].includes(match), notSupported(match)],
    [match === 'Exact' && version === '0', forbidden(MATCH, `${MATCH} "exact" is forbidden for resourceVersion "0"`)],
  ];
  return rules.flatMap(([broken, cause]) => (broken ? [cause] : []));
}

function hasToken(query: URLSearchParams): boolean {
  return (query.get('continue') ?? '') !== '';
}

function forbidden(field: string, detail: string): Cause {
  return { field, reason: 'FieldValueForbidden', message: `Forbidden: ${detail}` };
}

function notSupported(value: string): Cause {
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: "", "Exact", "NotOlderThan"`;
  return { field: MATCH, reason: 'FieldValueNotSupported', message };
}
