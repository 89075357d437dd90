import { describe, expect, it } from '@jest/globals';
import { ageOf } from './age.js';
import { humanDuration } from './human-duration.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

describe('humanDuration', () => {
  it.each([
    [-3, '<invalid>'],
    [-2, '<invalid>'],
    [-1, '0s'],
    [0, '0s'],
    [119, '119s'],
    [2 * MINUTE, '2m'],
    [2 * MINUTE + 5, '2m5s'],
    [10 * MINUTE - 1, '9m59s'],
    [10 * MINUTE + 30, '10m'],
    [3 * HOUR - 1, '179m'],
    [3 * HOUR, '3h'],
    [3 * HOUR + 5 * MINUTE, '3h5m'],
    [8 * HOUR - 1, '7h59m'],
    [8 * HOUR, '8h'],
    [2 * DAY - 1, '47h'],
    [2 * DAY, '2d'],
    [3 * DAY + HOUR, '3d1h'],
    [8 * DAY - 1, '7d23h'],
    [8 * DAY, '8d'],
    [2 * YEAR - 1, '729d'],
    [2 * YEAR, '2y'],
    [2 * YEAR + 3 * DAY, '2y3d'],
    [8 * YEAR, '8y'],
    [8 * YEAR + 300 * DAY, '8y'],
  ])('when it is %i seconds, it is printed as %s', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });

  it('when part of a second has gone by, it does not count', () => {
    expect(humanDuration(1999)).toBe('1s');
  });
});

describe('ageOf', () => {
  const now = new Date('2026-01-01T00:01:00Z');
  it.each([
    ['2026-01-01T00:00:00Z', '60s'],
    [undefined, '<unknown>'],
    [null, '<unknown>'],
  ])('when the time is %s, it is %s', (time, age) => {
    expect(ageOf(time, now)).toBe(age);
  });
});
