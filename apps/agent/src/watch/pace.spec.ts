import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Pace } from './pace.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const MINUTE = 60_000;

function paced(act: (key: string) => boolean = () => true) {
  const began = Date.now();
  const done: number[] = [];
  const pace = new Pace((key) => {
    const does = act(key);
    if (does) done.push(Date.now() - began);
    return does;
  });
  return { pace, done };
}

it('when a key is touched again and again, it is done at once, then once more two seconds later', () => {
  const { pace, done } = paced();
  for (let times = 0; times < 3; times += 1) pace.touch('a');
  jest.advanceTimersByTime(10_000);
  expect(done).toEqual([0, 2000]);
});

it('when it never stops, it is done 30 times in a row, and then every ten minutes', () => {
  const { pace, done } = paced();
  for (let seconds = 0; seconds < 3 * 3600 - 60; seconds += 1) {
    pace.touch('a');
    jest.advanceTimersByTime(1000);
  }
  expect(done.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, index) => index * 2000));
  expect(done.slice(30)).toEqual(Array.from({ length: 17 }, (_, index) => (index + 1) * 10 * MINUTE));
});

it('when it is given all its turns again, or there was nothing to do, it has 30', () => {
  const { pace, done } = paced((key) => key === 'a');
  const often = (key: string, times: number) => {
    for (let time = 0; time < times; time += 1) {
      pace.touch(key);
      jest.advanceTimersByTime(2000);
    }
  };
  often('b', 100);
  often('a', 40);
  expect(done).toHaveLength(30);
  pace.refill('a');
  often('a', 40);
  expect(done).toHaveLength(60);
});

it('when it is to be done later, a touch does it earlier, and once', () => {
  const { pace, done } = paced();
  pace.touch('a', MINUTE);
  jest.advanceTimersByTime(1000);
  pace.touch('a');
  jest.advanceTimersByTime(2 * MINUTE);
  expect(done).toEqual([1000]);
  pace.touch('a', MINUTE);
  jest.advanceTimersByTime(MINUTE);
  expect(done).toEqual([1000, 3 * MINUTE + 1000]);
});

it('when it is stopped, nothing is done any more', () => {
  const { pace, done } = paced();
  pace.touch('a');
  pace.touch('a');
  pace.stop();
  jest.advanceTimersByTime(10_000);
  expect(done).toEqual([0]);
});
