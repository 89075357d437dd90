import { describe, expect, it } from '@jest/globals';
import { readInteger } from './integer.js';

describe('readInteger', () => {
  it.each<[string, number | undefined]>([
    ['0', 0],
    ['9', 9],
    ['19', 19],
    ['007', 7],
    ['+5', 5],
    ['-5', -5],
    ['', undefined],
    ['+', undefined],
    ['-', undefined],
    ['--1', undefined],
    ['1.0', undefined],
    ['12a', undefined],
    ['1/', undefined],
    ['1:', undefined],
    [' 1', undefined],
  ])('of %j', (text, expected) => {
    expect(readInteger(text)).toBe(expected);
  });
});
