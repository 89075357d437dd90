import { describe, expect, it } from '@jest/globals';
import { auditCoverage } from './audit-coverage.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');

const at = (seconds: number) => ({ stageTimestamp: new Date(NOON + seconds * 1000).toISOString() });
const covered = (items: Parameters<typeof auditCoverage>[0], receivedAt = 1000) =>
  auditCoverage(items, NOON + receivedAt * 1000).map(({ since, until }) => [
    (since - NOON) / 1000,
    (until - NOON) / 1000,
  ]);

describe('auditCoverage', () => {
  it.each([
    ['nothing', [], []],
    ['one event', [at(5)], [[5, 5]]],
    ['a minute between two, in any order', [at(60), at(0)], [[0, 60]]],
    [
      'more than a minute',
      [at(0), at(60.001)],
      [
        [0, 0],
        [60.001, 60.001],
      ],
    ],
    ['what has no time', [{}, null, 'x', { stageTimestamp: 'noon' }, at(7)], [[7, 7]]],
    ['what is still to come', [at(7), at(1001)], [[7, 7]]],
    ['the request where no stage is told', [{ requestReceivedTimestamp: at(3).stageTimestamp }], [[3, 3]]],
  ])('when a batch has %s', (_, items, expected) => {
    expect(covered(items)).toEqual(expected);
  });
});
