import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { isRevision, REVISION } from './revision-of.js';

/** A revision that a cluster still knows, as the Deployment that it was made of. */
export type KnownRevision = Readonly<{
  /** The number that the cluster gave it. */
  revision: number;
  /** The Deployment with the revision's template and annotations; all else is as it is now. */
  object: JsonObject;
  /** Milliseconds since 1970. */
  occurredAt: number;
  /** It happened after this moment, and `occurredAt` is the latest that it can have been: its ReplicaSet is older than it is. */
  notBefore?: number;
}>;

/**
 * The revisions that a Deployment's ReplicaSets tell of, oldest first. A ReplicaSet that has borne several numbers was gone back to: when it
 * was made is known of the first of them alone, and the others happened between their neighbours.
 * `now` is when the ReplicaSets were seen.
 */
export function clusterHistory(
  deployment: JsonObject,
  replicaSets: readonly JsonObject[],
  now: number,
): readonly KnownRevision[] {
  const told = replicaSets.flatMap(numbersOf).sort((a, b) => a.revision - b.revision);
  const created = Date.parse(textOf(objectOf(deployment.metadata).creationTimestamp));
  return told.map(({ replicaSet, revision, createdAt }, index) => ({
    revision,
    object: deploymentOf(deployment, replicaSet),
    ...(index === 0 && revision === 1 && !Number.isNaN(created)
      ? { occurredAt: created }
      : timeOf(createdAt, { before: told.slice(0, index), after: told.slice(index + 1), now })),
  }));
}

const FORMER_REVISIONS = 'deployment.kubernetes.io/revision-history';

type Told = Readonly<{
  replicaSet: JsonObject;
  revision: number;
  /** Of the first number that a ReplicaSet bore. */
  createdAt: number | undefined;
}>;

function numbersOf(replicaSet: JsonObject): readonly Told[] {
  const { annotations, creationTimestamp } = objectOf(replicaSet.metadata);
  const { [REVISION]: present, [FORMER_REVISIONS]: former } = objectOf(annotations);
  const texts = [...textOf(former).split(','), textOf(present)];
  const numbers = texts.filter(isRevision).map(Number);
  const createdAt = Date.parse(textOf(creationTimestamp));
  if (Number.isNaN(createdAt)) return [];
  const [first = 0] = numbers.sort((a, b) => a - b);
  return [...new Set(numbers)].map((revision) => ({
    replicaSet,
    revision,
    createdAt: revision === first ? createdAt : undefined,
  }));
}

function timeOf(
  createdAt: number | undefined,
  { before, after, now }: Readonly<{ before: readonly Told[]; after: readonly Told[]; now: number }>,
): Pick<KnownRevision, 'occurredAt' | 'notBefore'> {
  if (createdAt !== undefined) return { occurredAt: createdAt };
  const notBefore = before.reduce((latest, one) => Math.max(latest, one.createdAt ?? 0), 0);
  const next = after.find((one) => one.createdAt !== undefined)?.createdAt;
  return { occurredAt: Math.max(notBefore, next === undefined ? now : next - 1), notBefore };
}

function deploymentOf(deployment: JsonObject, replicaSet: JsonObject): JsonObject {
  const {
    generation: _,
    resourceVersion: _version,
    managedFields: _managers,
    ...metadata
  } = objectOf(deployment.metadata);
  const annotations = withoutControllers(objectOf(objectOf(replicaSet.metadata).annotations));
  return {
    ...deployment,
    metadata: { ...metadata, annotations },
    spec: { ...objectOf(deployment.spec), paused: false, template: templateOf(replicaSet) },
  };
}

// The controller marks the pods of a template; the Deployment's own has no such label.
function templateOf({ spec }: JsonObject): JsonObject {
  const template = objectOf(objectOf(spec).template);
  const { labels, ...metadata } = objectOf(template.metadata);
  const { 'pod-template-hash': _, ...others } = objectOf(labels);
  return { ...template, metadata: { ...metadata, labels: others } };
}

function withoutControllers(annotations: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => !key.startsWith('deployment.kubernetes.io/')),
  );
}
