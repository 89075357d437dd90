import type { Pool } from 'pg';
import { streamsBehindSince } from '../view/streams-behind.js';
import { readLatestEventsOf } from './latest-events-of.js';
import { findChangeBefore, readChangedStreams, readHead } from './log-changes.js';
import { readNextMoments, readPlaces, readUnsettledObjects, readUnsettledStreams } from './moments.js';
import { readVersions } from './versions.js';
import { readWindows } from './windows.js';

/** What watches read, of all namespaces: who may see what of it is for them to say. */
export type WatchReads = ReturnType<typeof openWatchReads>;

export function openWatchReads(pool: Pool) {
  const on =
    <Rest extends readonly unknown[], Answer>(query: (pool: Pool, ...rest: Rest) => Answer) =>
    (...rest: Rest) =>
      query(pool, ...rest);
  return {
    readHead: on(readHead),
    findChangeBefore: on(findChangeBefore),
    readChangedStreams: on(readChangedStreams),
    readStreamsBehind: on(streamsBehindSince),
    readPlaces: on(readPlaces),
    readUnsettledStreams: on(readUnsettledStreams),
    readUnsettledObjects: on(readUnsettledObjects),
    readNextMoments: on(readNextMoments),
    readVersions: on(readVersions),
    readLatestEventsOf: on(readLatestEventsOf),
    readWindows: on(readWindows),
  };
}
