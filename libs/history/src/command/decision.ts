import type { Deployment } from '#libs/kubernetes';
import type { DeploymentEvent } from '../event.js';

/** What is to be recorded. No events: there is nothing to change, and `summary` says why. */
export type Decision = Readonly<{
  events: readonly DeploymentEvent[];
  summary: string;
  /** The cause that belongs to this change: the caller's, else the one the change itself wrote as an annotation. */
  cause?: string;
  before?: Deployment;
  /** Absent after a deletion. */
  after?: Deployment;
}>;
