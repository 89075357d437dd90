import type { Input, ModelPod, ModelReplicaSet, ModelState, ReplicaSetStatus } from '#libs/controller';
import type { Adoption, DeploymentEvent } from '#libs/history';
import { type LabelSelector, matchesSelector } from '#libs/kubernetes';
import type { Moment } from './view-writes.js';

export type AdoptionEvent = Extract<DeploymentEvent, { type: 'ReplicaSetAdopted' }>;

/** What is left of a deleted Deployment at a moment, and may be taken over. */
export type Leftover = Readonly<{
  /** Of the Deployment that left it. */
  uid: string;
  model: ModelState;
  /** Uids of the ReplicaSets that nobody has taken over yet. */
  free: ReadonlySet<string>;
}>;

/** The events that say which orphans a new Deployment takes over: those its selector matches (controller_ref_manager.go, `ClaimObject`). */
export function adoptionEvents(selector: LabelSelector, { uid, model, free }: Leftover): readonly AdoptionEvent[] {
  return model.replicaSets.flatMap((replicaSet, index) => {
    const { ownerUid, deletionTimestamp, labels } = replicaSet;
    const isOrphan = ownerUid === null && deletionTimestamp === null && free.has(replicaSet.uid);
    if (!isOrphan || !matchesSelector(selector, labels)) return [];
    const pods = model.pods.filter(({ replicaSetUid }) => replicaSetUid === replicaSet.uid);
    const { template, podLife } = replicaSet;
    const payload: Adoption = {
      leftBy: uid,
      replicaSet: written(replicaSet),
      pods: pods.map(writtenPod),
      podsMade: model.internals.podsMade[index] ?? 0,
      ...{ template, podLife },
    };
    return [{ type: 'ReplicaSetAdopted', schemaVersion: 1, payload }];
  });
}

/** What was taken over, handed to the model; nothing when nothing was. */
export function orphansLeft(events: readonly DeploymentEvent[], at: Moment): readonly Input[] {
  const adopted = events.flatMap((event) => (event.type === 'ReplicaSetAdopted' ? [event.payload] : []));
  if (adopted.length === 0) return [];
  const replicaSets = adopted.map(read);
  const pods = adopted.flatMap((adoption) => adoption.pods.map((pod) => readPod(pod, adoption)));
  return [{ at, kind: 'orphansLeft', replicaSets, pods, podsMade: adopted.map(({ podsMade }) => podsMade) }];
}

/** What a change took over, as the view of its Deployment has it: `uid of the Deployment that left it/name of the ReplicaSet`. */
export function adoptedNames(events: readonly DeploymentEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'ReplicaSetAdopted' ? [`${event.payload.leftBy}/${event.payload.replicaSet.name}`] : [],
  );
}

function written(replicaSet: ModelReplicaSet): Adoption['replicaSet'] {
  const { uid, name, podTemplateHash, creationTimestamp, generation, labels, annotations } = replicaSet;
  const { replicas, minReadySeconds, status } = replicaSet;
  return {
    ...{ uid, name, podTemplateHash, createdAt: textOf(creationTimestamp), generation, labels, annotations },
    ...{ replicas, minReadySeconds, status: { ...status } },
  };
}

function read({ replicaSet, template, podLife }: Adoption): ModelReplicaSet {
  const { createdAt, status, ...same } = replicaSet;
  return {
    ...same,
    creationTimestamp: momentOf(createdAt),
    template,
    // Its counts and conditions were checked when the event was read.
    status: status as unknown as ReplicaSetStatus,
    ownerUid: null,
    podLife,
    deletionTimestamp: null,
  };
}

function writtenPod(pod: ModelPod): Adoption['pods'][number] {
  const { name, createdAt, phase, reason, readySince, deletionTimestamp, nodeName, podIP } = pod;
  return {
    ...{ name, createdAt: textOf(createdAt), phase, reason },
    ...(readySince !== null && { readySince: textOf(readySince) }),
    ...(deletionTimestamp !== null && { deletedAt: textOf(deletionTimestamp) }),
    ...(nodeName !== '' && { node: nodeName }),
    ...(podIP !== '' && { ip: podIP }),
  };
}

function readPod(pod: Adoption['pods'][number], { replicaSet, template }: Adoption): ModelPod {
  const { name, createdAt, phase, reason, readySince, deletedAt, node = '', ip = '' } = pod;
  return {
    ...{ name, replicaSet: replicaSet.name, replicaSetUid: replicaSet.uid, createdAt: momentOf(createdAt) },
    ...{ scheduled: node !== '', phase, ready: readySince !== undefined },
    readySince: readySince === undefined ? null : momentOf(readySince),
    deletionTimestamp: deletedAt === undefined ? null : momentOf(deletedAt),
    ...{ reason, nodeName: node, podIP: ip },
    images: template.spec.containers.map(({ image = '' }) => image),
  };
}

function textOf(moment: Moment): string {
  return new Date(moment).toISOString();
}

function momentOf(text: string): Moment {
  return new Date(text).getTime();
}
