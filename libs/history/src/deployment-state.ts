import type { Deployment } from '#libs/kubernetes';
import type { PodLife } from './event.js';

/** A Deployment as its events left it. `undefined` stands for one that was never created. */
export type DeploymentState = Readonly<{
  deployment: Omit<Deployment, 'namespace' | 'name'>;
  podLife: PodLife;
  /** Kubernetes release the cluster ran when the template came. */
  release: string;
  deleted: boolean;
}>;
