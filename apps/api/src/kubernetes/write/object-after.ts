import { randomUUID } from 'node:crypto';
import { type DeploymentState, evolve } from '#libs/history';
import { type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { positionVersion } from '../read/resource-version.js';
import { generationOf, type LiveDeployment, shownDeployment, type Surroundings } from './live-deployment.js';
import type { Outcome } from './outcome.js';

/** The object as a write leaves it: what its controller says is what it said before. */
export function objectAfter(outcome: Outcome, now: Date): JsonObject {
  const { live, decision } = outcome;
  if (live !== undefined && decision.events.length === 0) return live.object;
  const state = decision.events.reduce<DeploymentState | undefined>(evolve, live?.state);
  if (state === undefined) throw new Error('a write without events met no Deployment');
  return shownDeployment(state, live === undefined ? ofNew(outcome, now) : ofPresent(live, outcome));
}

// Spec, annotations and being told to go count the generation up, the rest does not.
const UNCOUNTED: readonly string[] = ['LabelsChanged', 'MetadataChanged', 'ManagedFieldsChanged'];

function ofPresent(live: LiveDeployment, { decision, appended }: Outcome): Surroundings {
  const isCounted = decision.events.some(({ type }) => !UNCOUNTED.includes(type));
  return {
    ...live.stream,
    createdAt: live.createdAt,
    resourceVersion: appended === undefined ? versionOf(live) : positionVersion(appended.position),
    generation: generationOf(live) + (isCounted ? 1 : 0),
    ...(live.row && { row: live.row }),
  };
}

// A dry run leaves the version as it was read.
function versionOf({ object }: LiveDeployment): string {
  return textOf(objectOf(object.metadata).resourceVersion);
}

// What a dry run makes has a uid, and no resourceVersion: it is not stored.
function ofNew({ decision: { after }, appended }: Outcome, now: Date): Surroundings {
  if (after === undefined) throw new Error('what is new is not deleted');
  const stored =
    appended === undefined
      ? { uid: randomUUID(), createdAt: now, resourceVersion: '' }
      : {
          uid: appended.stream.uid,
          createdAt: new Date(appended.recordedAt),
          resourceVersion: positionVersion(appended.position),
        };
  return { namespace: after.namespace, name: after.name, ...stored, generation: 1 };
}
