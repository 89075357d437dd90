import { array, count, object, text, time } from './fields.js';
import { BatchUnreadable } from './batch-unreadable.js';
import type { ClusterObject } from './cluster-object.js';

/** What containers of a ReplicaSet's pods wait for. */
export type Waiting = Readonly<{ reason: string; message: string; container: string; pods: number }>;

/** What the pods of one ReplicaSet are. */
export type ReplicaSetSeen = Readonly<{
  name: string;
  /** Those that were told to go not counted; how many of them are ready. */
  pods: number;
  ready: number;
  terminating: number;
  /** Of all their containers. */
  restarts: number;
  /** What most pods wait for first. */
  waiting: readonly Waiting[];
}>;

/** What was seen of the pods of a Deployment, whole: `metadata` of `object` has its namespace, name and uid. */
export type PodsSeen = Readonly<{
  kind: 'PodsSeen';
  seenAt: number;
  object: ClusterObject;
  replicaSets: readonly ReplicaSetSeen[];
}>;

/** Most ReplicaSets of which something is told, and most things that the pods of one are told to wait for. */
export const MOST_REPLICA_SETS = 20;
export const MOST_WAITING = 5;
/** Most characters of a message. */
export const LONGEST_MESSAGE = 300;

/** What of a sight is news when it changes: restarts are counted with what else happens, and the kubelet's words tell seconds. */
export function newsOf(replicaSets: readonly ReplicaSetSeen[]): string {
  const news = replicaSets.map(({ name, pods, ready, terminating, waiting }) => [
    ...[name, pods, ready, terminating],
    ...waiting.map(({ container, reason, pods: count }) => [container, reason, count]),
  ]);
  return JSON.stringify(news);
}

/** @throws BatchUnreadable */
export function podsSeen(fields: ClusterObject, path: string): PodsSeen {
  const metadata = object(object(fields.object, `${path}.object`).metadata, `${path}.object.metadata`);
  for (const field of ['namespace', 'name', 'uid']) text(metadata[field], `${path}.object.metadata.${field}`);
  const replicaSets = few(fields.replicaSets, `${path}.replicaSets`, MOST_REPLICA_SETS);
  return {
    kind: 'PodsSeen',
    seenAt: time(fields.seenAt, `${path}.seenAt`),
    object: { metadata },
    replicaSets: replicaSets.map((one, index) => replicaSet(one, `${path}.replicaSets[${index}]`)),
  };
}

function replicaSet(value: unknown, path: string): ReplicaSetSeen {
  const fields = object(value, path);
  const { name, pods, ready, terminating, restarts, waiting } = fields;
  return {
    name: text(name, `${path}.name`),
    pods: count(pods, `${path}.pods`),
    ready: count(ready, `${path}.ready`),
    terminating: count(terminating, `${path}.terminating`),
    restarts: count(restarts, `${path}.restarts`),
    waiting: few(waiting, `${path}.waiting`, MOST_WAITING).map((one, index) => wait(one, `${path}.waiting[${index}]`)),
  };
}

function wait(value: unknown, path: string): Waiting {
  const { reason, message, container, pods } = object(value, path);
  return {
    reason: short(reason, `${path}.reason`),
    message: short(message, `${path}.message`),
    container: short(container, `${path}.container`),
    pods: count(pods, `${path}.pods`),
  };
}

function few(value: unknown, path: string, most: number): readonly unknown[] {
  const list = array(value, path);
  if (list.length > most) throw new BatchUnreadable(path, `a list of ${most} or fewer, not of ${list.length}`);
  return list;
}

// What no text column can hold is shown as what it is: something unreadable.
function short(value: unknown, path: string): string {
  return text(value, path)
    .slice(0, LONGEST_MESSAGE)
    .replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
