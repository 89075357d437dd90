import type { Cause } from '#libs/kubernetes';
import { badRequest, expired, invalid, timedOut } from '#libs/kubernetes-api';
import { isTrue } from '../http/verb-of.js';
import { PER_POSITION } from '../read/resource-version.js';

/**
 * Checks the versions that a list is asked for. It tells of now, whatever version it must not be older than: one that lies
 * after the newest change is not to be had yet, one that must be met exactly is to be had only while nothing is newer.
 */
export function checkListVersion(query: URLSearchParams, head: bigint): void {
  const causes = causesOf(query);
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', resource: 'ListOptions' }, '', causes);
  const version = query.get('resourceVersion') ?? '';
  if (version !== '' && version !== '0') checkPosition(query, version, head);
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
  return number < PER_POSITION ? number : number / PER_POSITION;
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
