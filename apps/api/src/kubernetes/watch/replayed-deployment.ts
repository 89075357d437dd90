import type { EventStore } from '#libs/event-store';
import type { StreamViews } from '#libs/projections';
import type { DeploymentRow } from '#libs/postgres';
import { deploymentObjects } from '../read/deployment-objects.js';
import type { ObjectLife } from './object-life.js';
import { replayedViews } from './replayed-views.js';
import type { ApiObject } from './step.js';

type Store = Pick<EventStore, 'readStream' | 'readTemplates'>;

/** The Deployment of a stream at a moment, as the log up to a position had it; undefined when it was not there. */
export async function replayedDeployment(
  store: Store,
  streamId: number,
  { position, at }: Readonly<{ position: bigint; at: number }>,
): Promise<ApiObject | undefined> {
  const views = await replayedViews(store, streamId, { position, until: at });
  const row = views && rowAt(streamId, views, at);
  if (row === undefined) return undefined;
  const [object] = await deploymentObjects([row], { store });
  return object as unknown as ApiObject;
}

/** Its life in a window, as the log up to a position had it. */
export async function replayedLife(
  store: Store,
  streamId: number,
  { position, from, upTo }: Readonly<{ position: bigint; from: number; upTo: number }>,
): Promise<readonly ObjectLife[]> {
  const views = await replayedViews(store, streamId, { position, until: upTo });
  if (views === undefined) return [];
  const { createdAt, deletedAt, lastChangedAt } = views.deployment;
  const all = [createdAt, lastChangedAt, deletedAt ?? from, ...views.deploymentSpans.map(({ validFrom }) => validFrom)];
  const moments = [...new Set(all)].filter((at) => at > from && at <= upTo).sort((a, b) => a - b);
  const states = [from, ...moments].map(async (at) => ({
    at,
    object: await replayedDeployment(store, streamId, { position, at }),
  }));
  return [{ name: views.deployment.name, states: await Promise.all(states) }];
}

function rowAt(streamId: number, { deployment, deploymentSpans }: StreamViews, at: number): DeploymentRow | undefined {
  const { createdAt, createdChange, deletedAt, deletedChange: _, lastChange, lastChangedAt, ...same } = deployment;
  if (createdAt > at || (deletedAt !== undefined && deletedAt <= at)) return undefined;
  const span = deploymentSpans.findLast(({ validFrom }) => validFrom <= at);
  const { generation = null, revision = null, status = null } = span ?? {};
  return {
    ...same,
    ...{ streamId, generation, revision, status },
    createdAt: new Date(createdAt),
    createdChange: String(createdChange),
    deletedAt: null,
    deletedChange: null,
    lastChange: String(lastChange),
    lastChangedAt: new Date(lastChangedAt),
    position: String(deployment.position),
  };
}
