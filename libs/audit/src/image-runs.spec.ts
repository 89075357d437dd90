import { describe, expect, it } from '@jest/globals';
import { comesLate, runsAltered } from './image-runs.js';

const images = (text: string) =>
  new Map(text.split(' ').flatMap((pair) => (pair === '' ? [] : [pair.split('=') as [string, string]])));
const altered = (before: string, ...states: readonly string[]) =>
  runsAltered(
    images(before),
    states.map((after, index) => ({ change: BigInt(index + 1), at: (index + 1) * 10, images: images(after) })),
  );

const lines = ({ ended, begun }: ReturnType<typeof runsAltered>) => [
  ...ended.map(({ container, until, takenOut }) => `${container} ended at ${until} by ${takenOut}`),
  ...begun.map(
    ({ container, image, since, until = '', broughtIn, takenOut = '' }) =>
      `${container}=${image} ${since}-${until} ${broughtIn}-${takenOut}`,
  ),
];

describe('the runs of images', () => {
  it('when images come and go, each has its run', () => {
    expect(lines(altered('', 'web=a', 'web=b proxy=p', 'web=b', 'web=a', ''))).toEqual([
      ...['web=a 10-20 1-2', 'proxy=p 20-30 2-3', 'web=b 20-40 2-4', 'web=a 40-50 4-5'],
    ]);
  });

  it('when one went on from before, it ends', () => {
    expect(lines(altered('web=a proxy=p', 'web=a proxy=p', 'web=b proxy=p'))).toEqual([
      ...['web ended at 20 by 2', 'web=b 20- 2-'],
    ]);
  });

  it('when a step occurred before what is known, it comes late', () => {
    const at = (...moments: readonly number[]) =>
      moments.map((moment) => ({ change: 1n, at: moment, images: new Map() }));
    expect(comesLate(10, at(10, 11, 11))).toBe(false);
    expect(comesLate(10, at(9))).toBe(true);
    expect(comesLate(-Infinity, at(12, 11))).toBe(true);
  });

  it('when one that says nothing of images is late, nothing is; what comes after it can be', () => {
    const silent = { change: 1n, at: 20 };
    expect(comesLate(30, [silent])).toBe(false);
    expect(comesLate(10, [silent, { change: 2n, at: 15, images: new Map() }])).toBe(true);
    expect(runsAltered(images('web=a'), [silent])).toEqual({ ended: [], begun: [] });
  });
});
