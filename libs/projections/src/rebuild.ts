import type { CatchUpPorts } from './catch-up.js';
import { catchUp } from './catch-up.js';
import type { ViewStore } from './view-store.js';

/** New views beside those that readers see. */
export interface RebuildTarget {
  readonly views: ViewStore;
  /** Empties the new views. */
  begin(): Promise<void>;
  /** Ids of the streams after an id, ascending. */
  streams(after: number, limit: number): Promise<readonly number[]>;
  /** Streams whose new views lack events. */
  behind(limit: number): Promise<readonly number[]>;
  /** Makes all who write to the old views wait, lets `finish` run, and puts the new views in the place of the old. */
  switchOver(finish: () => Promise<void>): Promise<void>;
}

export type Rebuilt = Readonly<{ streams: number; parked: number }>;

export type RebuildOptions = Readonly<{
  /** Streams at a time. */
  concurrency?: number;
  /** Events done, and how many there were at the beginning. */
  onProgress?: (done: number, total: number) => void;
}>;

type Ports = Readonly<{ log: CatchUpPorts['log'] & Readonly<{ head(): Promise<bigint> }>; target: RebuildTarget }>;

/**
 * Builds all views anew from the log, while the old ones serve and go on being written, then switches. When it is killed
 * the old views stand as they were, and it is begun again from nothing.
 */
export async function rebuild(
  { log, target }: Ports,
  { concurrency = 4, onProgress }: RebuildOptions = {},
): Promise<Rebuilt> {
  const total = Number(await log.head());
  const parked = new Set<number>();
  let [streams, done] = [0, 0];
  const onPage = (events: number) => {
    done += events;
    onProgress?.(Math.min(done, total), total);
  };
  const build = async (streamId: number) => {
    const outcome = await catchUp({ log, views: target.views }, streamId, { onPage });
    if (outcome.kind === 'parked') parked.add(streamId);
  };
  await target.begin();
  for (let page = await target.streams(0, PAGE); page.length > 0; page = await target.streams(page.at(-1) ?? 0, PAGE)) {
    streams += page.length;
    await inParallel(page, concurrency, build);
  }
  // What came meanwhile; the rest, that others wait for, is little then.
  await catchUpBehind(target, (page) => inParallel(page, concurrency, build), 3);
  await target.switchOver(() => catchUpBehind(target, (page) => inParallel(page, concurrency, build), Infinity));
  return { streams, parked: parked.size };
}

const PAGE = 1000;

async function catchUpBehind(
  target: RebuildTarget,
  build: (page: readonly number[]) => Promise<void>,
  mostRounds: number,
): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const page = await target.behind(PAGE);
    if (page.length === 0) return;
    await build(page);
  }
}

/** Lets `work` run for each, so many at a time. */
async function inParallel(
  items: readonly number[],
  concurrency: number,
  work: (item: number) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
