import type { ModelState } from '#libs/controller';
import type { DeploymentState } from '#libs/history';
import type { PodTemplate } from '#libs/kubernetes';
import type { RolloutProgress } from './rollout-log.js';
import type { Opened } from './span-log.js';
import type { DeploymentFacts, Moment, PodFacts, ReplicaSetFacts, RevisionRow } from './view-writes.js';

/** A change and when it happened. */
export type Mark = Readonly<{ change: bigint; at: Moment }>;

/**
 * The fold of a stream right after its last change. The last change's own instant is not over: what holds at its end
 * becomes rows when time goes on, so that another change in the same instant finds nothing to take back.
 */
export type ProjectionState = Readonly<{
  created: Mark;
  deleted?: Mark;
  /** ReplicaSets that it took over from earlier incarnations when it was made: `uid of the Deployment that left it/name`. */
  adopted?: readonly string[];
  last: Mark & Readonly<{ position: bigint; streamPosition: number }>;
  /** The last change that somebody made, and not only saw. */
  lastWrite: bigint;
  deployment: DeploymentState;
  /** The change that brought the present template. */
  templateChange: bigint;
  /** The template of the rollout that started last. */
  target?: PodTemplate;
  model: ModelState;
  open: OpenSpans;
  /** What was written in the last instant; everything where nobody kept count. */
  touched: Names | 'all';
  /** Open rows whose stored version shows what came later: the next fold writes them, changed or not. */
  loose: Loose;
  /** Those a later change can still alter. */
  revisions: readonly RevisionRow[];
  /** Those a later change can still alter, oldest first. */
  rollouts: readonly RolloutProgress[];
  /** Controller events so far. */
  controllerEvents: number;
  /** Every template above with its hash. */
  templates: ReadonlyMap<PodTemplate, string>;
}>;

/** Names of objects. */
export type Names = Readonly<{
  deployment: readonly string[];
  replicaSets: readonly string[];
  pods: readonly string[];
}>;

/** Revisions by number and `createdAt`. */
export type Loose = Names & Readonly<{ revisions: readonly (readonly [number, Moment])[] }>;

/** Spans by the names of what they are about, without that of the last instant. */
export type OpenSpans = Readonly<{
  deployment: Readonly<Record<string, Opened<DeploymentFacts>>>;
  replicaSets: Readonly<Record<string, Opened<ReplicaSetFacts>>>;
  pods: Readonly<Record<string, Opened<PodFacts>>>;
}>;
