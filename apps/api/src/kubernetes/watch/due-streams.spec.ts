import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DueStreams } from './due-streams.js';

function stream(streamId: number) {
  return { streamId, cluster: 'default', namespace: 'shop', name: `web-${streamId}` };
}

describe('streams by when they are due', () => {
  it('takes out what is due, and leaves the rest', () => {
    const due = new DueStreams();
    due.set(stream(1), 30);
    due.set(stream(2), 10);
    due.set(stream(3), 20);
    expect(due.firstAt).toBe(10);
    expect(due.takeUntil(20)).toEqual([stream(2), stream(3)]);
    expect(due.firstAt).toBe(30);
    expect(due.size).toBe(1);
  });

  it('forgets what it knew of a stream that is set anew, or taken out', () => {
    const due = new DueStreams();
    due.set(stream(1), 10);
    due.set(stream(1), 50);
    due.set(stream(2), 20);
    due.set(stream(2), undefined);
    expect(due.firstAt).toBe(50);
    expect(due.takeUntil(49)).toEqual([]);
    expect(due.takeUntil(50)).toEqual([stream(1)]);
    expect(due.firstAt).toBe(Infinity);
  });

  it('is a sorted list to whoever looks', () => {
    const entries = fc.array(fc.tuple(fc.nat(20), fc.option(fc.nat(50), { nil: undefined })));
    fc.assert(
      fc.property(entries, (sets) => {
        const due = new DueStreams();
        const model = new Map<number, number>();
        for (const [id, at] of sets) {
          due.set(stream(id), at);
          if (at === undefined) model.delete(id);
          else model.set(id, at);
        }
        expect(due.size).toBe(model.size);
        expect(due.firstAt).toBe(Math.min(Infinity, ...model.values()));
        const taken = due.takeUntil(25).map(({ streamId }) => streamId);
        expect(taken.toSorted()).toEqual(
          [...model]
            .filter(([, at]) => at <= 25)
            .map(([id]) => id)
            .toSorted(),
        );
        expect(taken.map((id) => model.get(id))).toEqual(taken.map((id) => model.get(id)).toSorted((a, b) => a! - b!));
      }),
    );
  });
});
