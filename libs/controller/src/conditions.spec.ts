import { describe, expect, it } from '@jest/globals';
import { newCondition, withCondition, withoutCondition } from './conditions.js';

const available = newCondition('Available', 'True', { reason: 'Enough', message: 'm' }, 1_999);
const progressing = newCondition('Progressing', 'True', { reason: 'Found', message: 'm' }, 2_000);
const both = [available, progressing];

describe('conditions', () => {
  it('have whole seconds', () => {
    expect(available).toMatchObject({ lastUpdateTime: 1_000, lastTransitionTime: 1_000 });
  });

  it('when status and reason stay, the list is the same', () => {
    expect(withCondition(both, { ...available, message: 'other', lastUpdateTime: 9_000 })).toBe(both);
  });

  it('when the reason changes, it moves to the end and keeps its transition time', () => {
    const other = newCondition('Available', 'True', { reason: 'Plenty', message: 'm' }, 9_000);
    expect(withCondition(both, other)).toEqual([progressing, { ...other, lastTransitionTime: 1_000 }]);
  });

  it('when the status changes, it moves to the end with its own transition time', () => {
    const other = newCondition('Available', 'False', { reason: 'Enough', message: 'm' }, 9_000);
    expect(withCondition(both, other)).toEqual([progressing, other]);
  });

  it('when one is taken away that is not there, the list is the same', () => {
    expect(withoutCondition(both, 'ReplicaFailure')).toBe(both);
    expect(withoutCondition(both, 'Available')).toEqual([progressing]);
  });
});
