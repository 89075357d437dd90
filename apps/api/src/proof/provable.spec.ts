import { describe, expect, it } from '@jest/globals';
import { placeIn, provableSize } from './provable.js';

const head = { size: '7', rootHash: new Uint8Array(), signedAt: new Date(0), keyNumber: 1, note: '' };
const newestHead = () => Promise.resolve({ ...head, signature: new Uint8Array() });

describe('what can be proved', () => {
  it.each([
    [null, 7],
    [undefined, 7],
    [1n, 1],
    [7n, 7],
  ])('when %p is asked of a newest head of 7, it is %i', async (asked, size) => {
    expect(await provableSize({ newestHead }, asked, 'treeSize')).toBe(size);
  });

  it.each([0n, 8n, 2n ** 62n])('when %p is asked of a newest head of 7, it is refused by name', async (asked) => {
    await expect(provableSize({ newestHead }, asked, 'treeSize')).rejects.toThrow(
      `treeSize: must be between 1 and 7, the size of the newest tree head, not ${asked}`,
    );
  });

  it('when there is no head, it says so', async () => {
    await expect(provableSize({ newestHead: () => Promise.resolve(undefined) }, null, 'to')).rejects.toThrow(
      'to: there is no tree head yet',
    );
  });

  it.each([0n, 4n])('when a position is %p of 3, it is refused', (asked) => {
    expect(() => placeIn(asked, { field: 'position', size: 3, most: 'treeSize' })).toThrow(
      `position: must be between 1 and 3, the treeSize, not ${asked}`,
    );
  });
});
