import { describe, expect, it } from '@jest/globals';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { awaitListVersion, type Shown } from './list-version.js';

// The views show these, one after the other; half a second passes from one look to the next.
function check(query: string, ...shown: readonly string[]): Promise<Shown> {
  let looks = 0;
  const ports = {
    now: () => new Date(looks * 500),
    reads: {
      readListVersion: () =>
        Promise.resolve({ resourceVersion: shown[Math.min(looks++, shown.length - 1)] ?? '7000000123' }),
    },
  };
  return awaitListVersion(new URLSearchParams(query), ports as unknown as KubernetesPorts);
}
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
  ])('when the query is %j, it can be had', async (query) => {
    expect(await check(query)).toEqual({ at: new Date(0), resourceVersion: '7000000123' });
  });

  it('of an empty log is not taken for a position', async () => {
    expect(await check('resourceVersion=999999999', '999999999')).toMatchObject({ resourceVersion: '999999999' });
    await expect(check('resourceVersion=1', '999999999')).rejects.toEqual(
      refused(504, 'Too large resource version: 1'),
    );
  });

  it('is waited for while the views do not show it', async () => {
    const shown = await check('resourceVersion=8000000000', '7000000500', '7000000900', '8000000001');
    expect(shown).toEqual({ at: new Date(1000), resourceVersion: '8000000001' });
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
  ])('when the query is %j, it is refused with %i', async (query, code, message) => {
    await expect(check(query)).rejects.toEqual(refused(code, message));
  });
});
