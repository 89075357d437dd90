import type { PodLifeRule } from '#libs/history';
import type { ClusterRelease, PodLifeSetting } from '#libs/postgres';

/** What people set for clusters: only ever added to, the newest of equals counts. */
export interface Settings {
  /** The pod life rules that count for a cluster, in the order they were set. */
  podLives(cluster: string): Promise<readonly PodLifeSetting[]>;
  setPodLife(rule: PodLifeRule, setBy: string): Promise<PodLifeSetting>;
  /** The Kubernetes release of a cluster, where one was set. */
  clusterRelease(cluster: string): Promise<ClusterRelease | undefined>;
  setClusterRelease(cluster: string, release: string, setBy: string): Promise<ClusterRelease>;
}
