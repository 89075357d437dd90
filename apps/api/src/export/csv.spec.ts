import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it.each<[unknown, string]>([
    ['plain', 'plain'],
    ['a, "b"\nc', '"a, ""b""\nc"'],
    [null, ''],
    [undefined, ''],
    [-3, '-3'],
    [true, 'true'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [['ops', 'dev'], 'ops dev'],
    [{ a: 1 }, '"{""a"":1}"'],
    [[1, 'a'], '"[1,""a""]"'],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\tx', `'\tx`],
    [['=1'], `'=1`],
    ['a=1', 'a=1'],
  ])('when a cell is %j, it is %j', (cell, text) => {
    expect(csvLine([cell, 'end'])).toBe(`${text},end\r\n`);
  });
});
