import { describe, expect, it } from '@jest/globals';
import { checkListVersion } from './list-version.js';

const check = (query: string): void => checkListVersion(new URLSearchParams(query), 7n);
const refused = (code: number, message: string): unknown =>
  expect.objectContaining({ status: expect.objectContaining({ code, message: expect.stringContaining(message) }) });

describe('the version that a list is asked for', () => {
  it.each([
    '',
    'resourceVersion=',
    'resourceVersion=0',
    'resourceVersion=7',
    'resourceVersion=7000000000',
    'resourceVersion=7000000999',
    'resourceVersion=3&resourceVersionMatch=NotOlderThan',
    'resourceVersion=7000000000&resourceVersionMatch=Exact',
    'resourceVersion=0&continue=x',
    'sendInitialEvents=false',
  ])('when the query is %j, it can be had', (query) => {
    expect(() => check(query)).not.toThrow();
  });

  it.each([
    ['resourceVersion=8', 504, 'Too large resource version: 8, current: 7000000000'],
    ['resourceVersion=8000000000', 504, 'Too large resource version'],
    ['resourceVersion=abc', 400, 'invalid resource version "abc"'],
    ['resourceVersion=-1', 400, 'invalid resource version'],
    ['resourceVersion=6&resourceVersionMatch=Exact', 410, 'The resourceVersion for the provided list is too old.'],
    ['resourceVersion=5&continue=x', 400, 'specifying resource version is not allowed when using continue'],
    ['resourceVersionMatch=Exact', 422, 'resourceVersionMatch is forbidden unless resourceVersion is provided'],
    [
      'resourceVersion=5&resourceVersionMatch=Exact&continue=x',
      422,
      'resourceVersionMatch is forbidden when continue is provided',
    ],
    [
      'resourceVersion=0&resourceVersionMatch=Exact',
      422,
      'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    ],
    ['resourceVersion=5&resourceVersionMatch=Newest', 422, 'supported values: "", "Exact", "NotOlderThan"'],
    ['sendInitialEvents=true', 422, 'sendInitialEvents is forbidden for list'],
  ])('when the query is %j, it is refused with %i', (query, code, message) => {
    expect(() => check(query)).toThrow(refused(code, message));
  });
});
