import type { ApiPorts } from '../ports.js';
import { LONGEST_WAIT } from '../command/await-view.js';
import type { Wake } from './wake.js';

// A notification can get lost with its connection.
const LOOKS_EVERY = 15_000;

// A change that cuts off what was planned is in the log some milliseconds after it occurred.
const GRACE = 25;

type Followed = Readonly<{ streamId: number; after: Date; wake: Wake }>;

/**
 * The moments after `after` at which a Deployment's rollout took a step or its status changed, each when it is due. The
 * views know them ahead: a timer waits for the next one, and a new change, which may cut it off, is noticed before.
 */
export async function* rolloutMoments(
  { store, reads, waitForView, now }: ApiPorts,
  { streamId, after, wake }: Followed,
): AsyncGenerator<Date, void> {
  const unsubscribe = await store.subscribe(() => wake.ring());
  try {
    let last = after;
    while (!wake.stopped) {
      const head = await store.head();
      await waitForView(streamId, await reads.findStreamPosition(streamId, head), LONGEST_WAIT);
      const next = await reads.findNextMoment(streamId, last);
      const due = next === undefined ? Infinity : next.getTime() + GRACE - now().getTime();
      if (next === undefined || due > 0) await wake.sleep(Math.min(due, LOOKS_EVERY));
      else {
        yield next;
        last = next;
      }
    }
  } finally {
    await unsubscribe();
  }
}
