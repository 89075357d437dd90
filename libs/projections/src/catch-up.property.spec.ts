import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appendTold, inMemoryLog, type Told } from '../../../test/support/history.js';
import { randomHistory } from '../../../test/support/random-history.js';
import { catchUp } from './catch-up.js';
import { InMemoryViewStore } from './in-memory-view-store.js';
import type { ProjectionState } from './projection-state.js';

/** Views and checkpoint after catching up each time a piece of the history was told, cut there. */
async function viewsAfter(history: readonly Told[], cuts: readonly number[]): Promise<unknown> {
  const [log, views] = [inMemoryLog(), new InMemoryViewStore()];
  const warm = cuts.length % 2 === 0 ? { warm: new Map<number, ProjectionState>() } : {};
  const ends = [...new Set([...cuts.map((cut) => Math.min(cut, history.length)), history.length])].sort(
    (a, b) => a - b,
  );
  let from = 0;
  for (const end of ends.filter((cut) => cut > 0)) {
    const streamId = await appendTold(log, history.slice(from, end));
    from = end;
    expect(await catchUp({ log, views, ...warm }, streamId)).toMatchObject({ kind: 'caughtUp' });
    await catchUp({ log, views, ...warm }, streamId);
  }
  const checkpoint = await views.load(1);
  return { ...views.viewsOf(1), checkpoint };
}

const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 });

describe('catching up', () => {
  it('gives the same rows in one go and cut at any change', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory(), cuts, async (history, places) => {
        expectSame(await viewsAfter(history, places), await viewsAfter(history, []));
      }),
      { numRuns: 400, endOnFailure: true, seed: 20261121 },
    );
  });

  it('gives the same rows in one go and cut at any change when some was told late', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory({ late: true }), cuts, async (history, places) => {
        expectSame(await viewsAfter(history, places), await viewsAfter(history, []));
      }),
      { numRuns: 40, endOnFailure: true, seed: 20261121 },
    );
  });

  it('shows what was told late as if it had been told in time', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory({ late: true }), async (history) => {
        const inTime = history.slice(1).sort((a, b) => a.at - b.at);
        const views = withoutLogOrder(await viewsAfter(history, []));
        expectSame(views, withoutLogOrder(await viewsAfter([history[0]!, ...inTime], [])));
      }),
      { numRuns: 40, endOnFailure: true, seed: 20261121 },
    );
  });
});

// A property that fails is tried hundreds of times more to find a small case: Jest's diff would take minutes.
function expectSame(actual: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(actual, wanted)) throw new Error('the rows differ');
}

// The numbers of changes say in what order they were recorded.
function withoutLogOrder(views: unknown): unknown {
  const saysOrder = /^(change|.*Change|checkpoint|position)$/;
  return JSON.parse(JSON.stringify(views, (key, value: unknown) => (saysOrder.test(key) ? undefined : value)));
}
