import type { PodLifeRule, RestoredFrom } from '#libs/history';
import { NEWEST_RELEASE } from '#libs/kubernetes';

/** What a decision depends on besides the Deployment itself. */
export type FactContext = Readonly<{
  /** Kubernetes release of the cluster. */
  release: string;
  podLifeRules: readonly PodLifeRule[];
  /** The revision that an undo went back to, where it is known. */
  restoredFrom?: RestoredFrom;
}>;

/** The settings that decisions depend on. */
export type ClusterSettings = Readonly<{
  podLives: (cluster: string) => Promise<readonly PodLifeRule[]>;
  /** Undefined where none was set: the newest holds. */
  clusterRelease: (cluster: string) => Promise<Readonly<{ release: string }> | undefined>;
}>;

/** What the settings say of a cluster. */
export async function clusterContext(settings: ClusterSettings, cluster: string): Promise<FactContext> {
  const [podLifeRules, release] = await Promise.all([settings.podLives(cluster), settings.clusterRelease(cluster)]);
  return { podLifeRules, release: release?.release ?? NEWEST_RELEASE };
}
