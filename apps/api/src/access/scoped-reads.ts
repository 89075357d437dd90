import type { Place } from '#libs/access';
import type { Reads } from '#libs/postgres';
import type { Guard } from './guard.js';

/** The reads of somebody who may not see everything. What they may not see is not there. */
export function scopedReads(reads: Reads, guard: Guard): Reads {
  return {
    findDeployment: ofPlace(reads.findDeployment, guard),
    findIncarnation: ofPlace(reads.findIncarnation, guard),
    readIncarnations: async (place, page) => (guard.sees(place) ? reads.readIncarnations(place, page) : []),
    readDeployments: async (streams, at) => guard.rows(await reads.readDeployments(streams, at)),
    listDeployments: (filter, page) => reads.listDeployments({ ...filter, scope: guard.scope }, page),
    countDeployments: (filter, page) => reads.countDeployments({ ...filter, scope: guard.scope }, page),
    listStandingDeployments: (filter, page) => reads.listStandingDeployments({ ...filter, scope: guard.scope }, page),
    findStandingDeployment: ofPlace(reads.findStandingDeployment, guard),
    readControlledReplicaSets: ofStreams(reads.readControlledReplicaSets, guard),
    readForgottenReplicaSets: ofStreams(reads.readForgottenReplicaSets, guard),
    readControlledPods: ofStreams(reads.readControlledPods, guard),
    readStandingEvents: ofStreams(reads.readStandingEvents, guard),
    readRevisions: ofStreams(reads.readRevisions, guard),
    findRevisions: async (wanted, at) =>
      (await reads.findRevisions(wanted, at)).filter(({ change }) => guard.sees(change)),
    readRollouts: ofStreams(reads.readRollouts, guard),
    findRollout: async (wanted, at) =>
      (await guard.seesStream(wanted.streamId)) ? reads.findRollout(wanted, at) : undefined,
    findNewestRollout: ofStream(reads.findNewestRollout, guard),
    findLastCompletedRollout: ofStream(reads.findLastCompletedRollout, guard),
    readReplicaSets: ofStreams(reads.readReplicaSets, guard),
    readPods: ofStreams(reads.readPods, guard),
    findDeploymentSpan: ofStream(reads.findDeploymentSpan, guard),
    findNextMoment: ofStream(reads.findNextMoment, guard),
    findReplicaSetAnnotations: async (wanted, at) =>
      (await guard.seesStream(wanted.streamId)) ? reads.findReplicaSetAnnotations(wanted, at) : undefined,
    readControllerEvents: ofStreams(reads.readControllerEvents, guard),
    listChanges: (filter, page) => reads.listChanges({ ...filter, scope: guard.scope }, page),
    listImageUsage: (filter, page) => reads.listImageUsage({ ...filter, scope: guard.scope }, page),
    readDeliveryMeasures: (filter, now) => reads.readDeliveryMeasures({ ...filter, scope: guard.scope }, now),
    readBlame: async (question) => ((await guard.seesStream(question.streamId)) ? reads.readBlame(question) : []),
    listChangesOfStreams: ofStreams(reads.listChangesOfStreams, guard),
    readChanges: async (changes) => guard.rows(await reads.readChanges(changes)),
    findChangeAt: async (position) => {
      const row = await reads.findChangeAt(position);
      return row !== undefined && guard.sees(row) ? row : undefined;
    },
    // Of changes, and of streams at moments, that were read before: only what may be seen is known to the caller.
    readEvents: reads.readEvents,
    readLatestEventsAt: reads.readLatestEventsAt,
    findStreamPosition: reads.findStreamPosition,
    findObject: ofPlace(reads.findObject, guard),
    listObjects: async (place, at) => guard.rows(await reads.listObjects(place, at)),
    findHeldNamespace: async (cluster, name) =>
      guard.sees({ cluster, namespace: name }) ? reads.findHeldNamespace(cluster, name) : undefined,
    listHeldNamespaces: async (cluster) =>
      (await reads.listHeldNamespaces(cluster)).filter(({ name }) => guard.sees({ cluster, namespace: name })),
    readBeginning: reads.readBeginning,
    listHeldObjects: async (place, limit) => (guard.sees(place) ? reads.listHeldObjects(place, limit) : []),
    readGoneAt: ofPlace(reads.readGoneAt, guard),
    // Of objects that were read before, and of the whole store: nobody's namespace.
    readObjectVersions: reads.readObjectVersions,
    readListVersion: reads.readListVersion,
    readViewProgress: reads.readViewProgress,
    readParkedStreams: () => Promise.resolve([]),
    listCoverage: async (filter, page) =>
      guard.reaches(filter.cluster) ? reads.listCoverage({ ...filter, scope: guard.scope }, page) : [],
    // Of Deployments that were read before.
    readWatched: reads.readWatched,
    // Its own scope is another one, and is given.
    listAttempts: reads.listAttempts,
  };
}

type Query<First, Rest extends readonly unknown[], Row> = (first: First, ...rest: Rest) => Promise<Row>;

function ofPlace<P extends Place, Rest extends readonly unknown[], Row>(
  query: Query<P, Rest, Row | undefined>,
  guard: Guard,
): Query<P, Rest, Row | undefined> {
  return async (place, ...rest) => (guard.sees(place) ? query(place, ...rest) : undefined);
}

function ofStream<Rest extends readonly unknown[], Row>(
  query: Query<number, Rest, Row | undefined>,
  guard: Guard,
): Query<number, Rest, Row | undefined> {
  return async (streamId, ...rest) => ((await guard.seesStream(streamId)) ? query(streamId, ...rest) : undefined);
}

function ofStreams<Rest extends readonly unknown[], Row>(
  query: Query<readonly number[], Rest, readonly Row[]>,
  guard: Guard,
): Query<readonly number[], Rest, readonly Row[]> {
  return async (streams, ...rest) => query(await guard.seen(streams), ...rest);
}
