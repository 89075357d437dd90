import type { ModelDeployment, ModelReplicaSet } from './model.js';
import { maxSurge } from './fenceposts.js';
import { readInteger } from './integer.js';

export const REVISION = 'deployment.kubernetes.io/revision';
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const ROLLBACK_TO = 'deprecated.deployment.rollback.to';

const SKIPPED: ReadonlySet<string> = new Set([
  LAST_APPLIED,
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  ROLLBACK_TO,
]);

const LONGEST_HISTORY = 2000;

type Annotations = Record<string, string>;

/**
 * The new ReplicaSet's annotations: those of the Deployment copied onto them, and its revision raised to `revision` if that is
 * greater; the number it had then goes to its revision-history. The same object when nothing changes. A revision that is no
 * number stops all of it (deployment_util.go, `SetNewReplicaSetAnnotations`).
 */
export function newReplicaSetAnnotations(
  deployment: ModelDeployment,
  present: Readonly<Annotations>,
  revision: number,
): Readonly<Annotations> {
  const had = present[REVISION];
  const hadNumber = parseRevision(had);
  if (hadNumber === undefined) return present;
  const copied = withDeploymentAnnotations(deployment, present);
  if (hadNumber >= revision) return copied;
  const renumbered: Annotations = { ...copied, [REVISION]: String(revision) };
  if (had !== undefined) {
    const history = lengthened(present[REVISION_HISTORY] ?? '', had);
    if (history !== undefined) renumbered[REVISION_HISTORY] = history;
  }
  return renumbered;
}

/** The number of a revision annotation; 0 when there is none, undefined when it is not a number. */
export function parseRevision(annotation: string | undefined): number | undefined {
  return annotation === undefined || annotation === '' ? 0 : readInteger(annotation);
}

/** The same object when it has these values already (deployment_util.go, `SetReplicasAnnotations`). */
export function withReplicasAnnotations(
  present: Readonly<Annotations>,
  deployment: ModelDeployment,
): Readonly<Annotations> {
  const desired = String(deployment.spec.replicas);
  const most = String(deployment.spec.replicas + maxSurge(deployment.spec));
  if (present[DESIRED_REPLICAS] === desired && present[MAX_REPLICAS] === most) return present;
  return { ...present, [DESIRED_REPLICAS]: desired, [MAX_REPLICAS]: most };
}

/** The number in a replicas annotation, or undefined when it is missing or no number. */
export function replicasAnnotation(replicaSet: ModelReplicaSet, key: string): number | undefined {
  const written = replicaSet.annotations[key];
  return written === undefined ? undefined : readInteger(written);
}

function withDeploymentAnnotations(deployment: ModelDeployment, present: Readonly<Annotations>): Readonly<Annotations> {
  let copied: Annotations | undefined;
  for (const [key, value] of Object.entries(deployment.annotations)) {
    if (SKIPPED.has(key) || present[key] === value) continue;
    copied ??= { ...present };
    copied[key] = value;
  }
  return copied ?? present;
}

// The oldest numbers are dropped when the list would grow longer than 2000 letters.
function lengthened(history: string, revision: string): string | undefined {
  if (history === '') return revision;
  const numbers = history.split(',');
  let length = history.length + revision.length + 1;
  let start = 0;
  for (; length > LONGEST_HISTORY && start < numbers.length; start++) length -= (numbers[start] ?? '').length + 1;
  return length <= LONGEST_HISTORY ? [...numbers.slice(start), revision].join(',') : undefined;
}
