import type { StreamOut } from '../answer.js';
import { LiveWatch } from './live-watch.js';
import { Sleep } from './sleep.js';
import type { WatchAsked, WatchParts } from './watch-asked.js';
import { WatchWriting } from './watch-writing.js';

/** Serves a watch until its time is up, its client has gone or is too slow, or the hub is closed. */
export async function serveWatch(asked: WatchAsked, parts: WatchParts, out: StreamOut): Promise<void> {
  const sleep = new Sleep(parts.world);
  const live = new LiveWatch(asked.scope, sleep);
  const stop = (): void => live.end();
  const cancel = parts.world.callAfter(asked.milliseconds, stop);
  out.ended.addEventListener('abort', stop);
  if (out.ended.aborted) stop();
  try {
    const writing = new WatchWriting(asked, parts, out, live);
    await writing.initial();
    await writing.missed();
    while (!live.ended) await sleep.sleep(await writing.goOn());
  } finally {
    cancel();
    out.ended.removeEventListener('abort', stop);
    parts.hub.leave(live);
  }
}
