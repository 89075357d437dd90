import {
  ArgumentInvalid,
  DeploymentNotFound,
  LAST_APPLIED,
  NoRolloutHistory,
  type RestorableRevision,
  RevisionNotFound,
} from '#libs/history';
import { type PodTemplate, templatesEqual } from '#libs/kubernetes';
import type { DeploymentPlace, RevisionRow } from '#libs/postgres';
import { decodeNodeId } from '../graphql/node-id.js';
import type { ApiPorts } from '../ports.js';
import { LONGEST_WAIT } from './await-view.js';
import type { CurrentState } from './current-state.js';
import { ViewBehind } from './refusals.js';

/** Where an undo shall go; to the revision before the current one when nothing is given. */
export type UndoTarget = Readonly<{
  toRevision?: number | null;
  toRevisionId?: string | null;
  toLastCompleted?: boolean | null;
}>;

/**
 * The revision an undo goes back to, with all that it restores.
 * @throws DeploymentNotFound, RevisionNotFound, NoRolloutHistory, ArgumentInvalid, ViewBehind
 */
export async function findRestorable(
  ports: ApiPorts,
  { place, target }: Readonly<{ place: DeploymentPlace; target: UndoTarget }>,
  { stream, state, streamPosition }: CurrentState,
): Promise<RestorableRevision> {
  refuseSeveral(target);
  if (stream === undefined || state?.deleted === true) throw new DeploymentNotFound(place.name);
  if ((await ports.waitForView(stream.id, streamPosition, LONGEST_WAIT)) !== 'reached') {
    throw new ViewBehind(`${place.namespace}/${place.name}`);
  }
  return restorable(ports, await findRow(ports, { place, target, streamId: stream.id }));
}

/**
 * The newest revision of a Deployment with a pod template, as an undo restores it; undefined when it never had it. The newest
 * hundred are looked at: as many as kubectl could be shown.
 */
export async function findRestorableByTemplate(
  ports: ApiPorts,
  streamId: number,
  template: PodTemplate,
): Promise<RestorableRevision | undefined> {
  const rows = await ports.reads.readRevisions([streamId], { at: ports.now(), limit: MOST_COMPARED });
  const templates = await ports.store.readTemplates([...new Set(rows.map(({ templateHash }) => templateHash))]);
  const row = rows.find(({ templateHash }) =>
    templatesEqual(templates.get(templateHash) as unknown as PodTemplate, template),
  );
  return row && restorable(ports, row);
}

const MOST_COMPARED = 100;

function refuseSeveral({ toRevision, toRevisionId, toLastCompleted }: UndoTarget): void {
  const given = [toRevision ?? undefined, toRevisionId ?? undefined, toLastCompleted === true || undefined];
  if (given.filter((one) => one !== undefined).length > 1) {
    throw new ArgumentInvalid('toRevision', 'give one of toRevision, toRevisionId and toLastCompleted');
  }
}

type Wanted = Readonly<{ place: DeploymentPlace; target: UndoTarget; streamId: number }>;

async function findRow(ports: ApiPorts, { place, target, streamId }: Wanted): Promise<RevisionRow> {
  const { toRevision, toRevisionId, toLastCompleted } = target;
  if (toRevisionId !== undefined && toRevisionId !== null) return findById(ports, place, toRevisionId);
  if (toLastCompleted === true) return findLastCompleted(ports, place, streamId);
  if (toRevision === undefined || toRevision === null || toRevision === 0) return findPrevious(ports, place, streamId);
  if (toRevision < 0) throw new ArgumentInvalid('toRevision', `must be a revision's number, not ${toRevision}`);
  return findByNumber(ports, { streamId, number: toRevision });
}

async function findById(ports: ApiPorts, place: DeploymentPlace, id: string): Promise<RevisionRow> {
  const ref = decodeNodeId(id, 'toRevisionId');
  if (ref.type !== 'Revision')
    throw new ArgumentInvalid('toRevisionId', `is the id of a ${ref.type}, not of a Revision`);
  const row = await findByNumber(ports, ref);
  const { cluster, namespace, name } = row.change;
  if (cluster !== place.cluster || namespace !== place.namespace || name !== place.name) {
    throw new ArgumentInvalid(
      'toRevisionId',
      `is a revision of ${namespace}/${name}, not of ${place.namespace}/${place.name}`,
    );
  }
  return row;
}

async function findByNumber(
  { reads, now }: ApiPorts,
  wanted: Readonly<{ streamId: number; number: number; change?: string }>,
): Promise<RevisionRow> {
  const [row] = await reads.findRevisions([wanted], now());
  if (row === undefined) throw new RevisionNotFound(wanted.number);
  return row;
}

async function findLastCompleted(ports: ApiPorts, place: DeploymentPlace, streamId: number): Promise<RevisionRow> {
  const rollout = await ports.reads.findLastCompletedRollout(streamId, ports.now());
  if (rollout === undefined) throw new NoRolloutHistory(place.name);
  return findByNumber(ports, { streamId, number: rollout.toRevision });
}

// A number that its ReplicaSet no longer bears is the same template as a later one.
async function findPrevious({ reads, now }: ApiPorts, place: DeploymentPlace, streamId: number): Promise<RevisionRow> {
  const [, ...older] = await reads.readRevisions([streamId], { at: now(), limit: MOST_LOOKED_AT });
  const row = older.find(({ supersededBy }) => supersededBy === null);
  if (row === undefined) throw new NoRolloutHistory(place.name);
  return row;
}

// The newest supersedes at most one, and so did each before it: the previous one is among the first few.
const MOST_LOOKED_AT = 10;

async function restorable({ reads, store, now }: ApiPorts, row: RevisionRow): Promise<RestorableRevision> {
  const { streamId, number, replicaSet, templateHash, change } = row;
  const [templates, annotations, lastApplied] = await Promise.all([
    store.readTemplates([templateHash]),
    reads.findReplicaSetAnnotations({ streamId, replicaSet, number }, now()),
    lastAppliedAt({ reads, store }, row),
  ]);
  return {
    uid: change.uid,
    revision: number,
    change: change.change,
    template: templates.get(templateHash) as unknown as PodTemplate,
    annotations: annotations ?? {},
    ...(lastApplied !== undefined && { lastApplied }),
  };
}

async function lastAppliedAt(
  { reads, store }: Pick<ApiPorts, 'reads' | 'store'>,
  { streamId, change }: RevisionRow,
): Promise<string | undefined> {
  const events = await reads.readEvents([change]);
  const upTo = events.at(-1)?.streamPosition;
  const latest = await store.readLatestOfTypes(streamId, ['DeploymentCreated', 'AnnotationsChanged'], upTo);
  const annotations = latest.at(-1)?.payload.annotations as Readonly<Record<string, string>> | undefined;
  return annotations?.[LAST_APPLIED];
}
