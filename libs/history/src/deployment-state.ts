import type { Deployment } from '#libs/kubernetes';
import type { HeldDeletion, PodLife, StoredManagers } from './event.js';

/** A Deployment as its events left it. `undefined` stands for one that was never created. */
export type DeploymentState = Readonly<{
  deployment: Omit<Deployment, 'namespace' | 'name'>;
  podLife: PodLife;
  /** Kubernetes release the cluster ran when the template came. */
  release: string;
  deleted: boolean;
  /** A deletion that finalizers hold. */
  deletion?: HeldDeletion;
  /** Who owns which fields; left out when nobody but Rollbook's own API ever wrote. */
  managers?: StoredManagers;
  /** Whether it was made with annotations: else its controller, who writes the revision there, made the map. */
  annotatedFirst: boolean;
  /** The newest write that was seen in a cluster; left out when none was. */
  observed?: Observed;
  /** In a replay: what the events told in time made, beneath an earlier state that was learned late. */
  beneath?: DeploymentState;
}>;

/** How far an object's own versions are known. */
export type Observed = Readonly<{
  at: string;
  newest?: string;
  /** The newest version whose whole object is known. */
  whole?: string;
  generation?: number;
  /** The newest event was concluded, not told. */
  assumed?: true;
  /** The newest event was told by a source that knows names alone. */
  byName?: true;
}>;

/** What of a state says who owns its fields. */
export function ownersOf({
  managers,
  annotatedFirst,
}: DeploymentState): Pick<DeploymentState, 'managers' | 'annotatedFirst'> {
  return { annotatedFirst, ...(managers && { managers }) };
}
