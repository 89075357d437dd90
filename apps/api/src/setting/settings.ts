import type { PodLifeRule } from '#libs/history';

/** A pod life setting as it was set, the newest last. */
export type PodLifeSetting = PodLifeRule & Readonly<{ id: number; setBy: string; setAt: Date }>;

export type ClusterRelease = Readonly<{ id: number; cluster: string; release: string; setBy: string; setAt: Date }>;

/** What people set for clusters: only ever added to, the newest of equals counts. */
export interface Settings {
  /** Every pod life setting of a cluster, oldest first. */
  podLives(cluster: string): Promise<readonly PodLifeSetting[]>;
  setPodLife(rule: PodLifeRule, setBy: string): Promise<PodLifeSetting>;
  /** The Kubernetes release a cluster runs, where one was set. */
  clusterRelease(cluster: string): Promise<ClusterRelease | undefined>;
  setClusterRelease(cluster: string, release: string, setBy: string): Promise<ClusterRelease>;
}
