import type { PodLifeRule, RestoredFrom } from '#libs/history';

/** What a decision depends on besides the Deployment itself. */
export type FactContext = Readonly<{
  /** Kubernetes release of the cluster. */
  release: string;
  podLifeRules: readonly PodLifeRule[];
  /** The revision that an undo went back to, where it is known. */
  restoredFrom?: RestoredFrom;
}>;
