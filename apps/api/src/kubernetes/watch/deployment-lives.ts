import type { EventStore } from '#libs/event-store';
import type { DeploymentRow, LatestEventAt, StreamMoment, WatchReads, WindowRows } from '#libs/postgres';
import { CHANGE_KINDS } from '../../change/change-filter.types.js';
import { rowAfter } from '../../deployment/state-at.js';
import { Batch } from '../../graphql/batch.js';
import { groupBy } from '../../graphql/group-by.js';
import type { PodTemplate } from '#libs/kubernetes';
import { deploymentObjects } from '../read/deployment-objects.js';
import type { ObjectLife } from './object-life.js';
import type { ApiObject } from './step.js';

export type DeploymentLifePorts = Readonly<{
  reads: Pick<WatchReads, 'readLatestEventsOf'>;
  store: Pick<EventStore, 'readTemplates'>;
}>;

/** The life of Deployments in windows, each from a moment of its own on, by the numbers of their streams. */
export async function deploymentLives(
  rows: WindowRows,
  { from, upTo }: Readonly<{ from: readonly StreamMoment[]; upTo: number }>,
  ports: DeploymentLifePorts,
): Promise<ReadonlyMap<number, readonly ObjectLife[]>> {
  const newest = new Map(rows.deployments.map((row) => [row.streamId, row]));
  const states = from.flatMap(({ streamId, at }) => {
    const row = newest.get(streamId);
    return row === undefined
      ? []
      : momentsOf(row, rows, { from: Number(at), upTo }).map((moment) => ({ row, at: moment }));
  });
  const past = await rowsInPast(states, ports);
  const spans = groupBy(rows.deploymentSpans, ({ streamId }) => streamId);
  const shown = states.map(({ row, at }) => {
    const span = spans.get(row.streamId)?.findLast(({ validFrom }) => Number(validFrom) <= at);
    const then = shownAt(past.get(keyOf(row.streamId, at)) ?? row, span, at);
    return { at, row: then, isThere: isThere(then, span, at) };
  });
  const objects = await deploymentObjects(
    shown.map(({ row }) => row),
    ports,
  );
  return livesOf(shown, objects as unknown as readonly ApiObject[]);
}

type Span = WindowRows['deploymentSpans'][number] | undefined;

function shownAt(row: DeploymentRow, span: Span, at: number): DeploymentRow {
  const { generation, revision, status } = span ?? NOT_SEEN;
  const isDeleted = row.deletedAt !== null && row.deletedAt.getTime() <= at;
  return { ...row, generation, revision, status, deletedAt: isDeleted ? row.deletedAt : null };
}

// One that is deleted in the foreground is there until its last span ends.
function isThere({ createdAt, deletedAt }: DeploymentRow, span: Span, at: number): boolean {
  return createdAt.getTime() <= at && (deletedAt === null || (span !== undefined && Number(span.validTo) > at));
}

const NOT_SEEN = { generation: null, revision: null, status: null };

type State = Readonly<{ row: DeploymentRow; at: number }>;

// The beginning of the window, and every moment in it at which people or the controller said something.
function momentsOf(
  row: DeploymentRow,
  { changes, deploymentSpans }: WindowRows,
  { from, upTo }: Readonly<{ from: number; upTo: number }>,
): readonly number[] {
  const own = <T extends Readonly<{ streamId: number }>>(all: readonly T[]) =>
    all.filter(({ streamId }) => streamId === row.streamId);
  const moments = [
    ...own(changes).map(({ at }) => Number(at)),
    ...own(deploymentSpans).flatMap(({ validFrom, validTo }) => [Number(validFrom), Number(validTo)]),
    Number(row.createdAt),
    ...(row.deletedAt === null ? [] : [Number(row.deletedAt)]),
  ];
  return [from, ...[...new Set(moments)].filter((at) => at > from && at <= upTo).sort((a, b) => a - b)];
}

// The view has people's newest word; what they said before is in the log.
async function rowsInPast(
  states: readonly State[],
  { reads, store }: DeploymentLifePorts,
): Promise<ReadonlyMap<string, DeploymentRow>> {
  const wanted = states.filter(({ row, at }) => row.lastChangedAt.getTime() > at && row.createdAt.getTime() <= at);
  if (wanted.length === 0) return new Map();
  const moments = wanted.map(({ row, at }) => ({ streamId: row.streamId, at: new Date(at) }));
  const events = await reads.readLatestEventsOf(moments, CHANGE_KINDS);
  const byState = groupBy(events, ({ streamId, at }) => keyOf(streamId, at.getTime()));
  const templates = new Batch<string, PodTemplate>(async (hashes) => {
    const found = await store.readTemplates(hashes);
    return hashes.map((hash) => found.get(hash) as PodTemplate);
  });
  const past = wanted.map(async ({ row, at }) => {
    const own = byState.get(keyOf(row.streamId, at));
    const key = keyOf(row.streamId, at);
    return [key, own === undefined ? row : await pastRow(row, own, templates)] as const;
  });
  return new Map(await Promise.all(past));
}

async function pastRow(
  row: DeploymentRow,
  events: readonly LatestEventAt[],
  templates: Batch<string, PodTemplate>,
): Promise<DeploymentRow> {
  return { ...(await rowAfter(row, events, { templates })), lastChangedAt: events[0]?.occurredAt ?? row.lastChangedAt };
}

function livesOf(
  states: readonly Readonly<{ row: DeploymentRow; at: number; isThere: boolean }>[],
  objects: readonly ApiObject[],
): ReadonlyMap<number, readonly ObjectLife[]> {
  const shown = states.map(({ row, at, isThere: there }, index) => {
    return { row, state: { at, object: there ? objects[index] : undefined } };
  });
  const lives = [...groupBy(shown, ({ row }) => row.streamId)].map(([streamId, own]) => {
    const life = { name: own[0]?.row.name ?? '', states: own.map(({ state }) => state) };
    return [streamId, [life]] as const;
  });
  return new Map(lives);
}

function keyOf(streamId: number, at: number): string {
  return `${streamId} ${at}`;
}
