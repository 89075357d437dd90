import type { PodLifeRule } from '../pod-life.js';
import type { Writer } from './written-fields.js';

/** What a decision depends on besides the Deployment itself. */
export type DecisionContext = Readonly<{
  cluster: string;
  namespace: string;
  name: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Kubernetes release of the cluster. */
  release: string;
  podLifeRules: readonly PodLifeRule[];
  /** Why, as the caller tells it. */
  changeCause?: string;
  /** Whose the fields are that are written; Rollbook's own API when left out. */
  writer?: Writer;
}>;
