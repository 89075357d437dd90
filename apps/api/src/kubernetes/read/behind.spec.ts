import { describe, expect, it } from '@jest/globals';
import { behindWarnings } from './behind.js';

const recordedAt = new Date('2026-11-21T10:00:00.000Z');
const after = (milliseconds: number) =>
  behindWarnings({ change: '42', recordedAt }, new Date(recordedAt.getTime() + milliseconds));

describe('an answer from views', () => {
  it('when they show all, bears no warning', () => {
    expect(behindWarnings(undefined, recordedAt)).toEqual([]);
  });

  it('when they do not show a change of more than two seconds ago, says so', () => {
    expect(after(2000)).toEqual([]);
    expect(after(2001)).toEqual([
      'what is shown may be older than change 42 of 2026-11-21T10:00:00.000Z: the views are behind',
    ]);
  });
});
