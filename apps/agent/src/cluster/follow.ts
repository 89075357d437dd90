import type { ClusterObject } from '#libs/sighting';
import type { AgentLog } from '../agent-log.js';
import { Backoff } from './backoff.js';
import type { Cluster } from './cluster.js';
import { isExpired } from './cluster-error.js';
import { listAll, type ListPage } from './list-all.js';

// Longer than an API server lets pass between two bookmarks.
const SILENT_MILLISECONDS = 150_000;
const WATCH_SECONDS = 300;

/** What is done with what is found. Nothing more is read until it is done. */
export type Follower = Readonly<{
  path: string;
  onList: (pages: AsyncIterable<ListPage>) => Promise<void>;
  onEvent: (type: string, object: ClusterObject) => Promise<void>;
  /** All is as it was told until this moment. */
  onHeard: () => void;
}>;

type Following = Readonly<{ cluster: Pick<Cluster, 'get' | 'watch'>; log: AgentLog; signal: AbortSignal }>;

/** Lists objects and watches them from there, for as long as the agent runs; whatever breaks off is gone on with. */
export async function follow(follower: Follower, following: Following): Promise<void> {
  const { log, signal } = following;
  const backoff = new Backoff(signal);
  const isStopped = () => signal.aborted;
  let version: string | undefined;
  while (!isStopped()) {
    try {
      version ??= await list(follower, following);
      for await (const newer of watchFrom(follower, version, following)) {
        version = newer;
        backoff.succeeded();
      }
      await backoff.wait(); // a server that ends each watch at once is not asked without a pause
    } catch (error) {
      if (isStopped()) return;
      if (isExpired(error)) version = undefined;
      log.warn({ err: error, path: follower.path }, 'the watch broke off and is gone on with');
      await backoff.wait();
    }
  }
}

async function list({ path, onList, onHeard }: Follower, { cluster, signal }: Following): Promise<string> {
  let version = '';
  const pages = async function* () {
    for await (const page of listAll(cluster, path, signal)) {
      version = page.resourceVersion;
      yield page;
    }
  };
  await onList(pages());
  onHeard();
  return version;
}

async function* watchFrom(
  { path, onEvent, onHeard }: Follower,
  version: string,
  { cluster, signal }: Following,
): AsyncGenerator<string, void> {
  const query = { resourceVersion: version, allowWatchBookmarks: 'true', timeoutSeconds: String(WATCH_SECONDS) };
  for await (const { type, object } of cluster.watch(path, query, {
    signal,
    silentMilliseconds: SILENT_MILLISECONDS,
  })) {
    if (type !== 'BOOKMARK') await onEvent(type, object);
    onHeard();
    yield versionOf(object);
  }
}

function versionOf({ metadata }: ClusterObject): string {
  const { resourceVersion } = metadata as Readonly<{ resourceVersion?: unknown }>;
  if (typeof resourceVersion === 'string') return resourceVersion;
  throw new Error('an object without a resourceVersion came from the cluster');
}
