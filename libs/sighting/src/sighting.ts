import type { ClusterObject } from './cluster-object.js';
import type { PodsSeen } from './pods-seen.js';

/** One thing that an agent saw in its cluster. Times are milliseconds since 1970 by the agent's clock. */
export type Sighting =
  /** A Deployment as it is, without its status. */
  | Readonly<{
      kind: 'Deployment';
      seenAt: number;
      /** Found by a list: it may have changed at any time since it was last seen. A watch tells a change when it happens. */
      how: 'listed' | 'watched';
      object: ClusterObject;
      /** Its ReplicaSets, where the server said that it does not know the Deployment yet. */
      replicaSets?: readonly ClusterObject[];
    }>
  /** A Deployment as it was last, deleted at its `metadata.resourceVersion`. */
  | Readonly<{ kind: 'DeploymentGone'; seenAt: number; object: ClusterObject }>
  | PodsSeen
  /** All Deployments there were at a resourceVersion; all of them were told before it, or are known to the server. */
  | Readonly<{
      kind: 'DeploymentsListed';
      seenAt: number;
      resourceVersion: string;
      /** The one namespace that was listed; all when it is left out. */
      namespace?: string;
      uids: readonly string[];
    }>;

/** Between two moments the agent saw every change. It grows at its end; after a gap another one begins. */
export type Liveness = Readonly<{ since: number; until: number }>;

/** What an agent sends at once: `POST /ingest/watch/<cluster>`. Batches of an agent are sent one after the other. */
export type WatchBatch = Readonly<{
  /** Names one run of an agent. */
  agent: string;
  /** What it watches; all namespaces when it is left out. */
  namespaces?: readonly string[];
  /** Left out as long as not everything is watched. */
  live?: Liveness;
  /** In the order in which they were made. */
  sightings: readonly Sighting[];
}>;

/** Most sightings of one batch. */
export const MOST_SIGHTINGS = 500;
