import { describe, expect, it } from '@jest/globals';
import { watchedBetween } from './watched-between.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const span = ([since, until]: readonly [number, number]) => ({ since: at(since), until: at(until) });

describe('watchedBetween', () => {
  it.each<[string, [number, number][], boolean, [number, number][]]>([
    ['never', [], false, [[0, 10]]],
    ['all the time', [[0, 10]], true, []],
    ['but for its beginning', [[2, 10]], false, [[0, 2]]],
    ['but for its end', [[0, 8]], false, [[8, 10]]],
    [
      'with a gap',
      [
        [0, 3],
        [5, 10],
      ],
      false,
      [[3, 5]],
    ],
  ])('when it was watched %s', (_, spans, completely, gaps) => {
    const watched = spans.map(span);
    expect(watchedBetween(span([0, 10]), watched)).toEqual({ completely, spans: watched, gaps: gaps.map(span) });
  });
});
