import { describe, expect, it } from '@jest/globals';
import { RequestRefused } from '#libs/kubernetes-api';
import { LONGEST_WATCH_SECONDS, parseWatchOptions } from './watch-options.js';

function parse(query: string) {
  return parseWatchOptions(new URLSearchParams(`watch=true&${query}`));
}

function refusal(query: string) {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof RequestRefused) return error.status;
    throw error;
  }
}

describe('the options of a watch', () => {
  it.each([
    ['', { version: undefined, initialEvents: true }],
    ['resourceVersion=', { version: undefined, initialEvents: true }],
    ['resourceVersion=0', { version: undefined, initialEvents: true }],
    ['resourceVersion=42000000007', { version: 42_000_000_007n, initialEvents: false }],
    ['resourceVersion=999999998', { version: 999_999_998_000_000_000n, initialEvents: false }],
    ['resourceVersion=999999999', { version: 999_999_999n, initialEvents: false }],
    ['resourceVersion=1000000000', { version: 1_000_000_000n, initialEvents: false }],
    ['sendInitialEvents=true&resourceVersionMatch=NotOlderThan', { version: undefined, initialEvents: true }],
    ['sendInitialEvents=false&resourceVersionMatch=NotOlderThan', { version: undefined, initialEvents: false }],
    [
      'sendInitialEvents=1&resourceVersionMatch=NotOlderThan&resourceVersion=7',
      { version: 7_000_000_000n, initialEvents: true },
    ],
  ])('%s says from where on', (query, wanted) => {
    expect(parse(query)).toMatchObject(wanted);
  });

  it.each([
    ['', 1800],
    ['timeoutSeconds=0', 1800],
    ['timeoutSeconds=1', 1],
    ['timeoutSeconds=-5', 0],
    ['timeoutSeconds=3600', LONGEST_WATCH_SECONDS],
    ['timeoutSeconds=3601', LONGEST_WATCH_SECONDS],
    ['timeoutSeconds=99999999999999999999', LONGEST_WATCH_SECONDS],
  ])('%s says for how long', (query, seconds) => {
    expect(parse(query).milliseconds).toBe(seconds * 1000);
  });

  it('say whether bookmarks are wanted', () => {
    expect(parse('allowWatchBookmarks=true').bookmarks).toBe(true);
    expect(parse('allowWatchBookmarks=false').bookmarks).toBe(false);
    expect(parse('').bookmarks).toBe(false);
  });

  it.each([
    ['resourceVersion=abc', 'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax'],
    ['resourceVersion=-1', 'resourceVersion: Invalid value: "-1": strconv.ParseUint: parsing "-1": invalid syntax'],
    [
      'resourceVersion=18446744073709551616',
      'resourceVersion: Invalid value: "18446744073709551616": strconv.ParseUint: parsing "18446744073709551616": value out of range',
    ],
    ['timeoutSeconds=soon', 'timeoutSeconds: Invalid value: "soon": strconv.ParseInt: parsing "soon": invalid syntax'],
  ])('that cannot be read are refused: %s', (query, message) => {
    expect(refusal(query)).toMatchObject({ code: 400, reason: 'BadRequest', message });
  });

  it.each([
    ['sendInitialEvents=true', ['Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan']],
    [
      'resourceVersionMatch=NotOlderThan',
      ['Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'],
    ],
    [
      'sendInitialEvents=true&resourceVersionMatch=Exact',
      [
        'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        'Unsupported value: "Exact": supported values: "NotOlderThan"',
      ],
    ],
    [
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&continue=abc',
      ['Forbidden: resourceVersionMatch is forbidden when continue is provided'],
    ],
  ])('that do not go together are refused: %s', (query, messages) => {
    expect(refusal(query)).toMatchObject({
      code: 422,
      reason: 'Invalid',
      details: {
        group: 'meta.k8s.io',
        kind: 'ListOptions',
        causes: messages.map((message) => ({ field: 'resourceVersionMatch', message })),
      },
    });
  });

  it('that do not go together are told in the words of Kubernetes', () => {
    expect(refusal('sendInitialEvents=true')).toMatchObject({
      message:
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    });
  });
});
