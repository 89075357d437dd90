import { describe, expect, it } from '@jest/globals';
import { ArgumentInvalid } from '#libs/history';
import { decodeCursor, encodeCursor } from './cursor.js';

const forged = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each([[['pod', 'web-1']], [['revision', 1_700_000_000_000, 7]], [['deployment', 'a', 'b', 'c', 3]]] as const)(
    'when %j goes out and comes back, it is the same',
    ([kind, ...key]) => {
      const shape = key.map((part) => (typeof part === 'string' ? '' : 0));

      expect(decodeCursor(encodeCursor(kind, ...key), kind, shape)).toEqual(key);
    },
  );

  it.each([
    ['of another list', encodeCursor('pod', 'web-1')],
    ['of too few parts', forged('["revision",1]')],
    ['of too many parts', forged('["revision",1,2,3]')],
    ['of the wrong types', forged('["revision","1",2]')],
    ['of a fraction', forged('["revision",1.5,2]')],
    ['of a moment that cannot be', forged('["revision",8640000000000001,2]')],
    ['no JSON', forged('revision')],
    ['no list', forged('{"revision":1}')],
    ['nothing', ''],
    ['no base64url', '***'],
  ])('when it is %s, it is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, 'revision', [0, 0])).toThrow(ArgumentInvalid);
  });

  it('when it has U+0000, which the database cannot compare with, it is refused', () => {
    expect(() => decodeCursor(encodeCursor('pod', 'a\0'), 'pod', [''])).toThrow(ArgumentInvalid);
  });
});
