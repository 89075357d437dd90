import { describe, expect, it } from '@jest/globals';
import { blocksBetween, positionsOf, windowsOf } from './blocks.js';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const names = (from: number, to: number) => range(from, to).map(String);

describe('the blocks of the log', () => {
  it('when positions are given, it is their blocks', () => {
    expect(blocksBetween(1n, 4095n)).toEqual([0]);
    expect(blocksBetween(4095n, 12_288n)).toEqual([0, 1, 2, 3]);
    expect(blocksBetween(2n, 1n)).toEqual([]);
  });

  it('when there are many, the first are looked through one by one, whole large ones at once', () => {
    expect(windowsOf(range(0, 50), true)).toEqual([...names(32, 50).reverse(), 'L1', 'L0']);
    expect(windowsOf(range(0, 50), false)).toEqual([...names(0, 15), 'L1', 'L2', ...names(48, 50)]);
    expect(windowsOf(range(3, 40), false)).toEqual([...names(3, 31), ...names(32, 40)]);
    expect(windowsOf([], true)).toEqual([]);
  });

  it('when some of a large one are not asked for, the others are looked through one by one', () => {
    const blocks = [...range(0, 20), ...range(22, 40)];
    expect(windowsOf(blocks, false)).toEqual([...names(0, 20), ...names(22, 40)]);
  });

  it.each<[string, bigint, bigint]>([
    ['0', 0n, 4095n],
    ['7', 28_672n, 32_767n],
    ['L2', 131_072n, 196_607n],
  ])('when a stretch is %s, its positions are %d to %d', (window, first, last) => {
    expect(positionsOf(window)).toEqual([first, last]);
  });
});
