import { describe, expect, it } from '@jest/globals';
import { resolveFenceposts } from './int-or-percent.js';

describe('resolveFenceposts', () => {
  it.each([
    ['25%', '25%', 10, { surge: 3, unavailable: 2 }],
    ['25%', '25%', 1, { surge: 1, unavailable: 0 }],
    ['25%', '25%', 0, { surge: 0, unavailable: 1 }],
    [0, '1%', 10, { surge: 0, unavailable: 1 }],
    ['0%', '0%', 10, { surge: 0, unavailable: 1 }],
    [0, 1, 3, { surge: 0, unavailable: 1 }],
    [2, 0, 4, { surge: 2, unavailable: 0 }],
    ['100%', '0%', 3, { surge: 3, unavailable: 0 }],
    ['150%', 0, 2, { surge: 3, unavailable: 0 }],
    ['30%', '10%', 10, { surge: 3, unavailable: 1 }],
    ['33%', '34%', 3, { surge: 1, unavailable: 1 }],
  ])('when surge is %s and unavailable %s of %d replicas, they are %o', (surge, unavailable, replicas, fenceposts) => {
    expect(resolveFenceposts(surge, unavailable, replicas)).toEqual(fenceposts);
  });
});
