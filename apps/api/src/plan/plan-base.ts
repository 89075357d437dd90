import type { DeploymentState } from '#libs/history';
import type { DeploymentPlace } from '#libs/postgres';
import { type ModelFold, readStateAt } from '#libs/projections';
import type { Stream } from '#libs/event-store';
import { type CurrentState, readCurrentState } from '../command/current-state.js';
import { LIMITS } from '../limit/limits.js';
import type { ApiPorts } from '../ports.js';

/** What a plan is made on: the Deployment as people left it, and the fold that says what its controllers made of it. */
export type PlanBase = Readonly<{
  /** As the real command would meet it. */
  current: CurrentState;
  /** Absent where there is no living Deployment. */
  fold?: ModelFold;
  replayed: number;
  /** When the change would happen: never before the one that happened last. */
  at: number;
}>;

/** The present, whether or not a worker has seen all of it. */
export async function presentBase(ports: ApiPorts, place: DeploymentPlace, now: number): Promise<PlanBase> {
  const current = await readCurrentState(ports.store, place);
  const { stream, state, streamPosition } = current;
  if (stream === undefined || state?.deleted === true) return { current, replayed: 0, at: now };
  return foldOf(ports, { stream, streamPosition, at: Infinity }, { now, current });
}

/** A moment of the past: the log is replayed up to it. */
export async function pastBase(ports: ApiPorts, place: DeploymentPlace, at: number): Promise<PlanBase> {
  const found = await streamAt(ports, place, at);
  if (found === undefined) return { current: { position: 0n, streamPosition: 0 }, replayed: 0, at };
  return foldOf(ports, { ...found, at }, { now: at });
}

type Wanted = Readonly<{ stream: Stream; streamPosition: number; at: number }>;

async function foldOf(
  { store, views }: ApiPorts,
  { stream, streamPosition, at }: Wanted,
  known: Readonly<{ now: number; current?: CurrentState }>,
): Promise<PlanBase> {
  const wanted = { at, upTo: streamPosition, most: LIMITS.replayedChanges };
  const { state: fold, replayed } = await readStateAt({ log: store, views }, stream.id, wanted);
  const current = known.current ?? pastState(stream, fold);
  const lives = fold !== undefined && !fold.deployment.deleted;
  return { current, ...(lives && { fold }), replayed, at: Math.max(known.now, fold?.last.at ?? known.now) };
}

function pastState(stream: Stream, fold: ModelFold | undefined): CurrentState {
  const state: DeploymentState | undefined = fold?.deployment;
  const { position = 0n, streamPosition = 0 } = fold?.last ?? {};
  return { stream, ...(state && { state }), position, streamPosition };
}

/** The incarnation that lived at a moment, else the last one before it. */
async function streamAt(
  { store, reads }: ApiPorts,
  place: DeploymentPlace,
  at: number,
): Promise<Readonly<{ stream: Stream; streamPosition: number }> | undefined> {
  const newest = await store.findStream(place.cluster, place.namespace, place.name);
  const reached = newest && (await store.streamPositionAt(newest.id, at));
  if (newest !== undefined && reached !== undefined && reached > 0) return { stream: newest, streamPosition: reached };
  const row = await reads.findDeployment(place, new Date(at));
  const stream = row && (await store.streamById(row.streamId));
  return stream && { stream, streamPosition: await store.streamPositionAt(stream.id, at) };
}
