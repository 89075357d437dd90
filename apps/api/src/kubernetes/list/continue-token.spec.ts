import { describe, expect, it } from '@jest/globals';
import { readToken, writeToken } from './continue-token.js';

const token = { resourceVersion: '7000000000', at: new Date(5), after: { namespace: 'shop', name: 'web' } };
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const good = { v: 'rollbook/1', rv: '7', at: 5, start: ['shop', 'web'] };

describe('a continue token', () => {
  it('when it comes back, it says what it said', () => {
    expect(readToken(writeToken(token))).toEqual(token);
  });

  it.each([
    ['rubbish', 'it is not what the server gave'],
    [encoded(5), 'it is not what the server gave'],
    [encoded(null), 'it is not what the server gave'],
    [encoded({ ...good, v: 'meta.k8s.io/v1' }), 'server does not recognize this encoded version'],
    [encoded({ ...good, rv: 7 }), 'incorrect encoded start resourceVersion'],
    [encoded({ ...good, rv: '-1' }), 'incorrect encoded start resourceVersion'],
    [encoded({ ...good, at: 1e20 }), 'incorrect encoded start resourceVersion'],
    [encoded({ ...good, at: 'now' }), 'incorrect encoded start resourceVersion'],
    [encoded({ ...good, start: ['shop'] }), 'incorrect encoded start key'],
    [encoded({ ...good, start: ['shop', 5] }), 'incorrect encoded start key'],
    [encoded({ ...good, start: ['shop', 'a\u0000b'] }), 'incorrect encoded start key'],
  ])('when it is %s, it is refused', (text, reason) => {
    expect(() => readToken(text)).toThrow(`invalid continue token: continue key is not valid: ${reason}`);
  });
});
