import type { EventStore } from '#libs/event-store';
import type { DeploymentRow } from '#libs/postgres';
import type { StreamViews } from '#libs/projections';
import { deploymentObjects } from '../read/deployment-objects.js';
import type { ObjectLife } from './object-life.js';
import { replayedViews } from './replayed-views.js';
import type { ApiObject } from './step.js';

type Store = Pick<EventStore, 'readStream' | 'readTemplates'>;
type Window = Readonly<{ position: bigint; from: number; upTo: number }>;

/** The life of a stream's Deployment in a window, as the log up to a position had it. */
export async function replayedDeploymentLife(
  store: Store,
  streamId: number,
  { position, from, upTo }: Window,
): Promise<readonly ObjectLife[]> {
  const views = await replayedViews(store, streamId, { position, until: upTo });
  if (views === undefined) return [];
  const { createdAt, deletedAt = from, lastChangedAt } = views.deployment;
  const spans = views.deploymentSpans.flatMap(({ validFrom, validTo }) => [validFrom, validTo]);
  const moments = [...new Set([createdAt, lastChangedAt, deletedAt, ...spans])];
  const within = moments.filter((at) => at > from && at <= upTo).sort((a, b) => a - b);
  const states: ObjectLife['states'][number][] = [];
  for (const at of [from, ...within]) states.push({ at, object: await objectAt(store, streamId, { position, at }) });
  return [{ name: views.deployment.name, states }];
}

async function objectAt(
  store: Store,
  streamId: number,
  { position, at }: Readonly<{ position: bigint; at: number }>,
): Promise<ApiObject | undefined> {
  const views = await replayedViews(store, streamId, { position, until: at });
  if (views === undefined || !isThere(views, at)) return undefined;
  const [object] = await deploymentObjects([replayedRow(streamId, views, at)], { store });
  return object as unknown as ApiObject;
}

function isThere({ deployment: { createdAt, deletedAt }, deploymentSpans }: StreamViews, at: number): boolean {
  if (createdAt > at) return false;
  return deletedAt === undefined || deploymentSpans.some(({ validFrom, validTo }) => validFrom <= at && validTo > at);
}

/** The row of a stream's Deployment at a moment, as its replayed views have it. */
export function replayedRow(streamId: number, { deployment, deploymentSpans }: StreamViews, at: number): DeploymentRow {
  const { createdAt, createdChange, deletedAt, deletedChange, lastChange, lastChangedAt, ...same } = deployment;
  const span = deploymentSpans.findLast(({ validFrom }) => validFrom <= at);
  const { generation = null, revision = null, status = null } = span ?? {};
  return {
    ...same,
    ...{ streamId, generation, revision, status },
    createdAt: new Date(createdAt),
    createdChange: String(createdChange),
    deletedAt: deletedAt === undefined ? null : new Date(deletedAt),
    deletedChange: deletedChange === undefined ? null : String(deletedChange),
    lastChange: String(lastChange),
    lastChangedAt: new Date(lastChangedAt),
    position: String(deployment.position),
  };
}
