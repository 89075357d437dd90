import { canonicalJson, type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import type { Sighting } from '#libs/sighting';
import { deletionKey, type Fact, UNKNOWN_ACTOR, writeKey } from '../fact.js';
import { clusterHistory, type KnownRevision } from './cluster-history.js';
import { revisionOf } from './revision-of.js';

/** Where things were seen, and until when the cluster was watched before. */
export type Watching = Readonly<{
  cluster: string;
  /** Milliseconds since 1970; what a list finds changed happened after it. */
  watchedUntil?: number;
}>;

type SeenDeployment = Extract<Sighting, { kind: 'Deployment' }>;
type SeenGone = Extract<Sighting, { kind: 'DeploymentGone' }>;

/** The facts that were seen of one Deployment, oldest first. Nobody knows who did it. */
export function sightingFacts(sighting: SeenDeployment | SeenGone, watching: Watching): readonly Fact[] {
  const { object, seenAt } = sighting as Readonly<{ object: JsonObject; seenAt: number }>;
  const place = placeOf(object, watching.cluster);
  if (sighting.kind === 'DeploymentGone') {
    return [{ ...place, ...versionOf(object), verb: 'deleted', occurredAt: seenAt, key: deletionKey(place) }];
  }
  const known = clusterHistory(object, (sighting.replicaSets ?? []) as readonly JsonObject[], seenAt);
  if (known.length > 0) return importedFacts(known, sighting, place);
  const isNew = sighting.how === 'watched' && objectOf(object.metadata).generation === 1;
  return [
    {
      ...seen(place, object),
      verb: isNew ? 'created' : 'seen',
      occurredAt: seenAt,
      ...(sighting.how === 'listed' && { ...since(watching.watchedUntil, seenAt), ...revisionOf(object) }),
    },
  ];
}

/** That a Deployment is gone, because a list does not have it. */
export function absenceFact(
  place: Pick<Fact, 'cluster' | 'namespace' | 'name' | 'uid'>,
  seenAt: number,
  { watchedUntil }: Watching,
): Fact {
  const unknown = { source: 'watch', actor: UNKNOWN_ACTOR, provenance: {} } as const;
  return {
    ...unknown,
    ...place,
    verb: 'deleted',
    assumed: true,
    occurredAt: seenAt,
    ...since(watchedUntil, seenAt),
    key: deletionKey(place),
  };
}

type Place = Pick<Fact, 'source' | 'cluster' | 'namespace' | 'name' | 'uid' | 'actor' | 'provenance'>;

function placeOf({ metadata }: JsonObject, cluster: string): Place {
  const { namespace, name, uid } = objectOf(metadata);
  const where = { cluster, namespace: textOf(namespace), name: textOf(name), uid: textOf(uid) };
  return { source: 'watch', ...where, actor: UNKNOWN_ACTOR, provenance: {} };
}

function versionOf({ metadata }: JsonObject): Readonly<{ resourceVersion: string }> {
  return { resourceVersion: textOf(objectOf(metadata).resourceVersion) };
}

function seen(place: Place, object: JsonObject): Place & Pick<Fact, 'resourceVersion' | 'object' | 'key'> {
  const { resourceVersion } = versionOf(object);
  return { ...place, resourceVersion, object, key: writeKey(place, resourceVersion) };
}

function since(watchedUntil: number | undefined, seenAt: number): Pick<Fact, 'notBefore'> {
  return watchedUntil === undefined || watchedUntil > seenAt ? {} : { notBefore: watchedUntil };
}

/** What the cluster still knows of the past, and the present where that is not the newest revision as it was made. */
function importedFacts(
  known: readonly KnownRevision[],
  { object, seenAt }: SeenDeployment,
  place: Place,
): readonly Fact[] {
  const present = object as JsonObject;
  const newest = known.at(-1);
  const isPresent = newest !== undefined && sameDeployment(newest.object, present);
  const facts = known.map((revision, index): Fact => {
    const whole =
      isPresent && revision === newest
        ? { ...seen(place, present), ...missed(present, known.length) }
        : { ...place, object: revision.object, key: `${writeKey(place, 'revision')}/${revision.revision}` };
    const { occurredAt, notBefore, revision: number } = revision;
    const verb = index === 0 ? 'created' : 'seen';
    return { ...whole, verb, revision: number, occurredAt, ...(notBefore !== undefined && { notBefore }) };
  });
  if (isPresent) return facts;
  const until = { ...seen(place, present), ...revisionOf(present), ...missed(present, known.length + 1) };
  return [...facts, { ...until, verb: 'seen', occurredAt: seenAt, notBefore: newest?.occurredAt ?? seenAt }];
}

// Each revision was one generation at least.
function missed({ metadata }: JsonObject, told: number): Pick<Fact, 'missedGenerations'> {
  const { generation } = objectOf(metadata);
  return { missedGenerations: typeof generation === 'number' ? Math.max(0, generation - told) : 0 };
}

function sameDeployment(a: JsonObject, b: JsonObject): boolean {
  return canonicalJson(told(a)) === canonicalJson(told(b));
}

function told({ metadata, spec }: JsonObject): JsonObject {
  const kept = Object.entries(objectOf(objectOf(metadata).annotations)).filter(
    ([key]) =>
      !key.startsWith('deployment.kubernetes.io/') && key !== 'kubectl.kubernetes.io/last-applied-configuration',
  );
  return { annotations: Object.fromEntries(kept), spec: { paused: false, ...objectOf(spec) } };
}
