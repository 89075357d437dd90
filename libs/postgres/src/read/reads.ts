import type { Pool } from 'pg';
import { listAttempts } from '../access/postgres-attempts.js';
import { readBlame } from '../audit/blame.js';
import { listImageUsage } from '../audit/image-usage.js';
import { listCoverage, readWatched } from '../cluster/coverage-rows.js';
import { listChanges, listChangesOfStreams } from './change-list.js';
import { findChangeAt, readChanges, readEvents } from './change-rows.js';
import { readControlledPods, readControlledReplicaSets, readStandingEvents } from './controlled-rows.js';
import { readDeliveryMeasures } from './delivery-measures.js';
import { readControllerEvents } from './controller-event-rows.js';
import { countDeployments, listDeployments } from './deployment-list.js';
import { findDeployment, findIncarnation, readDeployments, readIncarnations } from './deployment-rows.js';
import { listHeldObjects, readGoneAt } from './held-objects.js';
import { readLatestEventsAt } from './latest-events.js';
import { readListVersion } from './list-version.js';
import { findHeldNamespace, listHeldNamespaces, readBeginning } from './namespace-rows.js';
import { findObject, listObjects } from './object-rows.js';
import { readObjectVersions } from './object-versions.js';
import { findRevisions, readRevisions } from './revision-rows.js';
import { findLastCompletedRollout, findNewestRollout, findRollout, readRollouts } from './rollout-rows.js';
import {
  findDeploymentSpan,
  findNextMoment,
  findReplicaSetAnnotations,
  readPods,
  readReplicaSets,
} from './span-rows.js';
import { readForgottenReplicaSets } from './forgotten-replica-sets.js';
import { findStandingDeployment } from './find-standing-deployment.js';
import { listStandingDeployments } from './standing-deployments.js';
import { findStreamPosition, readParkedStreams, readViewProgress } from './view-progress.js';

const QUERIES = {
  findDeployment,
  findIncarnation,
  readDeployments,
  readIncarnations,
  listDeployments,
  countDeployments,
  listStandingDeployments,
  findStandingDeployment,
  readControlledReplicaSets,
  readForgottenReplicaSets,
  readControlledPods,
  readStandingEvents,
  readObjectVersions,
  readListVersion,
  readRevisions,
  findRevisions,
  readRollouts,
  findRollout,
  findNewestRollout,
  findLastCompletedRollout,
  readReplicaSets,
  readPods,
  findDeploymentSpan,
  findNextMoment,
  findReplicaSetAnnotations,
  readControllerEvents,
  listChanges,
  readBlame,
  listImageUsage,
  readDeliveryMeasures,
  listChangesOfStreams,
  readChanges,
  findChangeAt,
  readEvents,
  readLatestEventsAt,
  findObject,
  listHeldObjects,
  readGoneAt,
  listObjects,
  findHeldNamespace,
  listHeldNamespaces,
  readBeginning,
  findStreamPosition,
  readViewProgress,
  readParkedStreams,
  listCoverage,
  readWatched,
  listAttempts,
} as const;

type WithoutPool<Query> = Query extends (pool: Pool, ...rest: infer Rest) => infer Answer
  ? (...rest: Rest) => Answer
  : never;

/** Everything that is read, views and log: each query as a function that knows its connections. */
export type Reads = { readonly [Name in keyof typeof QUERIES]: WithoutPool<(typeof QUERIES)[Name]> };

export function openReads(pool: Pool): Reads {
  return Object.fromEntries(
    Object.entries(QUERIES).map(([name, query]) => [
      name,
      (...rest: readonly unknown[]) => (query as Untyped)(pool, ...rest),
    ]),
  ) as Reads;
}

type Untyped = (pool: Pool, ...rest: readonly unknown[]) => unknown;
