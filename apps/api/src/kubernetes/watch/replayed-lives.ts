import type { EventStore } from '#libs/event-store';
import { CHILD_LIVES } from './child-lives.js';
import type { ObjectLife } from './object-life.js';
import { PLAIN_KINDS, plainLives } from './plain-lives.js';
import { replayedChildren } from './replayed-children.js';
import { replayedDeploymentLife, replayedRow } from './replayed-deployment.js';
import { replayedViews } from './replayed-views.js';
import type { ApiObject } from './step.js';

type Store = Pick<EventStore, 'readStream' | 'readTemplates'>;

export type ReplayWanted = Readonly<{ resource: string; position: bigint; from: number; upTo: number }>;

/** The lives of a stream's objects in a window, as the log up to a position had them. */
export async function replayedLives(
  store: Store,
  streamId: number,
  wanted: ReplayWanted,
): Promise<readonly ObjectLife[]> {
  const { resource, from, upTo } = wanted;
  if (resource === 'deployments.apps') return replayedDeploymentLife(store, streamId, wanted);
  const kind = PLAIN_KINDS[resource];
  const plain = kind && (await plainLives(store, streamId, { ...wanted, kind }));
  if (plain !== undefined || CHILD_LIVES[resource] === undefined) return plain ?? [];
  const views = await replayedViews(store, streamId, { position: wanted.position, until: upTo });
  if (views === undefined) return [];
  const deployment = replayedRow(streamId, views, upTo);
  const windows = { deployments: new Map([[streamId, deployment]]), from: new Map([[streamId, from]]), upTo };
  const lives = await CHILD_LIVES[resource](replayedChildren(streamId, views, { from, upTo }), windows, { store });
  return lives.get(streamId) ?? [];
}

/** What was told of a stream until a moment, as the log up to a position had it. */
export async function toldObjects(
  store: Store,
  streamId: number,
  { resource, position, at }: Readonly<{ resource: string; position: bigint; at: number }>,
): Promise<readonly ApiObject[]> {
  const lives = await replayedLives(store, streamId, { resource, position, from: at, upTo: at });
  return lives.flatMap(({ states }) => states.at(-1)?.object ?? []);
}
