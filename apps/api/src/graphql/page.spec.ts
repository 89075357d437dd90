import { describe, expect, it } from '@jest/globals';
import { backwardPage, forwardPage, pageSize } from './page.js';

const cursorOf = (node: number): string => `c${node}`;

describe('pageSize', () => {
  it.each([
    [undefined, 50],
    [null, 50],
    [1, 1],
    [100, 100],
  ])('when %p is asked for, it is %i', (asked, size) => {
    expect(pageSize(asked)).toBe(size);
  });

  it.each([0, -1, 101])('when %i is asked for, it says what may be', (asked) => {
    expect(() => pageSize(asked)).toThrow(`first: must be between 1 and 100, not ${asked}`);
  });
});

describe('a page', () => {
  it.each([
    ['there are more', forwardPage([1, 2, 3], { size: 2, after: null, cursorOf }), [1, 2], true, false],
    ['it ends with the list', forwardPage([3, 4], { size: 2, after: 'c2', cursorOf }), [3, 4], false, true],
    [
      'it goes back and there are some before',
      backwardPage([1, 2, 3], { size: 2, before: null, cursorOf }),
      [2, 3],
      false,
      true,
    ],
    ['it goes back to the beginning', backwardPage([1, 2], { size: 2, before: 'c3', cursorOf }), [1, 2], true, false],
  ])('when %s, it says so', (...[, page, nodes, hasNextPage, hasPreviousPage]) => {
    expect(page.nodes).toEqual(nodes);
    expect(page.edges).toEqual(nodes.map((node) => ({ node, cursor: `c${node}` })));
    expect(page.pageInfo).toEqual({
      hasNextPage,
      hasPreviousPage,
      startCursor: `c${nodes[0]}`,
      endCursor: `c${nodes[1]}`,
    });
  });

  it('when it is empty, it has no cursors', () => {
    const page = forwardPage<number>([], { size: 2, after: undefined, cursorOf });

    expect(page.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});
