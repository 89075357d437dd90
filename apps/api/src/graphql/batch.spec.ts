import { describe, expect, it } from '@jest/globals';
import { Batch } from './batch.js';
import { pageBatch } from './page-batch.js';

describe('Batch', () => {
  it('when siblings ask, also some promises later, they are read together and each gets its own', async () => {
    const read: number[][] = [];
    const batch = new Batch(async (keys: readonly number[]) => {
      read.push([...keys]);
      return keys.map((key) => key * 2);
    });
    const answers = await Promise.all([batch.load(1), Promise.resolve().then(() => batch.load(2)), batch.load(1)]);

    expect(answers).toEqual([2, 4, 2]);
    expect(read).toEqual([[1, 1, 2]]);
  });

  it('when reading fails, all who asked hear of it, and the next may ask again', async () => {
    let fails = true;
    const batch = new Batch(async (keys: readonly number[]) => {
      if (fails) throw new Error('gone');
      return keys;
    });
    const first = await Promise.allSettled([batch.load(1), batch.load(2)]);
    fails = false;

    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await batch.load(3)).toBe(3);
  });
});

describe('pageBatch', () => {
  it('when many ask for the same page, one query reads it; another page is another query', async () => {
    const asked: unknown[] = [];
    const batch = pageBatch(async (streams: readonly number[], args: Readonly<{ limit: number }>) => {
      asked.push([streams, args]);
      return streams.flatMap((streamId) =>
        [
          { streamId, row: 1 },
          { streamId, row: 2 },
        ].slice(0, args.limit),
      );
    });
    const load = (streamId: number, limit: number) => batch.load({ streamId, args: { limit } });
    const [a, b, c] = await Promise.all([load(1, 2), load(2, 2), load(1, 1)]);

    expect(asked).toEqual([
      [[1, 2], { limit: 2 }],
      [[1], { limit: 1 }],
    ]);
    expect([a, b, c].map((rows) => rows.map(({ streamId, row }) => [streamId, row]))).toEqual([
      [
        [1, 1],
        [1, 2],
      ],
      [
        [2, 1],
        [2, 2],
      ],
      [[1, 1]],
    ]);
  });
});
