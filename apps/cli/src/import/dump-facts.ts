import { CHANGE_CAUSE } from '#libs/history';
import { type Fact, isRevision, revisionOf, UNKNOWN_ACTOR, writeKey } from '#libs/ingest';
import { type JsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';

/**
 * What a dump tells of a Deployment: the revisions that its ReplicaSets keep, and how it was. When a ReplicaSet was made its first
 * revision began; of one that brought an older template back only an interval is known. Who did it, nobody says.
 */
export function dumpFacts(
  deployment: JsonObject,
  replicaSets: readonly JsonObject[],
  { cluster, now }: Readonly<{ cluster: string; now: number }>,
): readonly Fact[] {
  const metadata = objectOf(deployment.metadata);
  const place = {
    cluster,
    namespace: textOf(metadata.namespace),
    name: textOf(metadata.name),
    uid: textOf(metadata.uid),
  };
  const told = { source: 'import', ...place, actor: UNKNOWN_ACTOR, provenance: {} } as const;
  const revisions = replicaSets.filter((replicaSet) => ownerUid(replicaSet) === place.uid).flatMap(revisionsOf);
  const ordered = revisions.sort((a, b) => a.revision - b.revision);
  const end = Math.max(timeOfNewestWrite(metadata) ?? now, ...ordered.map(({ madeAt = 0 }) => madeAt));
  const past = ordered.map(({ revision, replicaSet }, index): Fact => {
    const verb = revision === 1 ? 'created' : 'seen';
    const key = `import:${cluster}/${place.uid}/revision/${revision}`;
    const object = asRevision(deployment, replicaSet);
    return { ...told, verb, revision, ...timesOf(ordered, index, end), key, object };
  });
  const resourceVersion = textOf(metadata.resourceVersion);
  const last = { resourceVersion, key: writeKey(place, resourceVersion), object: deployment, occurredAt: end };
  return [...past, { ...told, verb: 'seen', ...revisionOf(deployment), ...last }];
}

type Revision = Readonly<{
  revision: number;
  replicaSet: JsonObject;
  /** When it began, milliseconds since 1970; undefined when nobody knows. */
  madeAt?: number;
}>;

export function ownerUid({ metadata }: JsonObject): string {
  const owners = listOf(objectOf(metadata).ownerReferences).map((owner) => objectOf(owner));
  return textOf(owners.find(({ controller }) => controller === true)?.uid);
}

// `deployment.kubernetes.io/revision-history: 1,3`: the numbers that a ReplicaSet had before the one it has.
function revisionsOf(replicaSet: JsonObject): readonly Revision[] {
  const { annotations, creationTimestamp } = objectOf(replicaSet.metadata);
  const written = objectOf(annotations);
  const former = textOf(written['deployment.kubernetes.io/revision-history']).split(',');
  const numbers = [...former, textOf(written['deployment.kubernetes.io/revision'])].filter(isRevision);
  const madeAt = Date.parse(textOf(creationTimestamp));
  return numbers.map((text, index) => {
    const isFirst = index === 0 && !Number.isNaN(madeAt);
    return { revision: Number(text), replicaSet, ...(isFirst && { madeAt }) };
  });
}

function timesOf(revisions: readonly Revision[], index: number, end: number): Pick<Fact, 'occurredAt' | 'notBefore'> {
  const madeAt = revisions[index]?.madeAt;
  if (madeAt !== undefined) return { occurredAt: madeAt };
  const notBefore = revisions.slice(0, index).findLast((revision) => revision.madeAt !== undefined)?.madeAt;
  const next = revisions.slice(index).find((revision) => revision.madeAt !== undefined)?.madeAt;
  return { occurredAt: next ?? end, ...(notBefore !== undefined && { notBefore }) };
}

// The time of whoever wrote it last, the controller's status aside.
function timeOfNewestWrite({ managedFields, creationTimestamp }: JsonObject): number | undefined {
  const writers = listOf(managedFields).map((entry) => objectOf(entry));
  const times = writers
    .filter(({ subresource }) => subresource !== 'status')
    .map(({ time }) => Date.parse(textOf(time)));
  const known = [...times, Date.parse(textOf(creationTimestamp))].filter((time) => !Number.isNaN(time));
  return times.some((time) => !Number.isNaN(time)) ? Math.max(...known) : undefined;
}

/** The Deployment as a revision had it, as far as a ReplicaSet tells: its template and its cause. */
function asRevision(deployment: JsonObject, replicaSet: JsonObject): JsonObject {
  const { generation: _, resourceVersion: __, managedFields: ___, ...metadata } = objectOf(deployment.metadata);
  const { [CHANGE_CAUSE]: ____, ...annotations } = objectOf(metadata.annotations);
  const cause = objectOf(objectOf(replicaSet.metadata).annotations)[CHANGE_CAUSE];
  const written = cause === undefined ? annotations : { ...annotations, [CHANGE_CAUSE]: cause };
  const template = withoutHash(objectOf(objectOf(replicaSet.spec).template));
  return {
    ...deployment,
    metadata: { ...metadata, annotations: written },
    spec: { ...objectOf(deployment.spec), template },
  };
}

function withoutHash(template: JsonObject): JsonObject {
  const metadata = objectOf(template.metadata);
  const { 'pod-template-hash': _, ...labels } = objectOf(metadata.labels);
  return { ...template, metadata: { ...metadata, labels } };
}
