import type { ApiObject } from './step.js';
import type { LineWriter, WatchFormat } from './watch-format.js';
import type { WatchHub } from './watch-hub.js';
import type { Known, Scope, WatchWorld } from './watch-world.js';

type Page = readonly ApiObject[];

/** A watch as it was asked for. */
export type WatchAsked = Readonly<{
  scope: Scope;
  matches: (object: ApiObject) => boolean;
  format: WatchFormat;
  /** Told as ADDED before anything else. */
  initial?: Readonly<{ pages: Iterable<Page> | AsyncIterable<Page>; endsWithBookmark: boolean }>;
  /** What the client knows then. */
  known: Known & Readonly<{ version: bigint }>;
  bookmarks: boolean;
  /** After so long the watch ends. */
  milliseconds: number;
}>;

export type WatchParts = Readonly<{ world: WatchWorld; hub: WatchHub; lines: LineWriter }>;
