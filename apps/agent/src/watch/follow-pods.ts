import { type ClusterObject, newsOf } from '#libs/sighting';
import type { Cluster } from '../cluster/cluster.js';
import type { Follower } from '../cluster/follow.js';
import type { Outbox } from '../delivery/outbox.js';
import { Owners, type PodOwner } from './owners.js';
import { Pace } from './pace.js';
import { pathOf } from './path-of.js';
import { podState } from './pod-state.js';
import { replicaSetsSeen } from './replica-sets-seen.js';

export type PodsWatched = Readonly<{
  cluster: Pick<Cluster, 'get'>;
  outbox: Pick<Outbox, 'add'>;
  /** All when it is left out. */
  namespace: string | undefined;
  signal: AbortSignal;
}>;

/** Follows pods, and tells once more of those of a Deployment that the server did not know. */
export type PodFollower = Follower & Readonly<{ untold: (uid: string) => void }>;

/** A pod without what nobody looks at. */
type Pod = Readonly<{ replicaSet: string; object: ClusterObject }>;
type Pods = Readonly<{
  deployment: PodOwner['deployment'];
  byUid: Map<string, Pod>;
  /** Names of those that had pods. */
  replicaSets: Set<string>;
}>;

const AGAIN_MILLISECONDS = 30_000;

/** Tells what the pods of each Deployment are, each time that it is something else, at a pace. */
export function podFollower({ cluster, outbox, namespace, signal }: PodsWatched): PodFollower {
  const owners = new Owners(cluster, signal);
  /** By the uids of Deployments. */
  const told = new Map<string, string>();
  let seen = new Map<string, Pods>();
  const pace = new Pace((uid) => tell(uid));
  const tell = (uid: string): boolean => {
    const pods = seen.get(uid);
    if (pods === undefined) return false;
    const now = Date.now();
    const states = [...pods.byUid.values()].map(({ replicaSet, object }) => ({
      replicaSet,
      state: podState(object, now),
    }));
    const replicaSets = replicaSetsSeen(states);
    const next = Math.min(...states.map(({ state }) => state.until ?? Infinity));
    if (next < Infinity) pace.touch(uid, next - now);
    const news = newsOf(replicaSets);
    const isNews = told.get(uid) !== news;
    if (isNews) {
      told.set(uid, news);
      const { namespace: place, name } = pods.deployment;
      void outbox.add({
        kind: 'PodsSeen',
        seenAt: now,
        object: { metadata: { namespace: place, name, uid } },
        replicaSets,
      });
    }
    if (states.length === 0) forget(uid);
    return isNews;
  };
  const forget = (uid: string): void => {
    for (const known of [seen, told]) known.delete(uid);
    pace.forget(uid);
  };
  const keep = async (among: Map<string, Pods>, object: ClusterObject): Promise<Pods | undefined> => {
    const owner = await owners.of(object);
    if (owner === undefined) return undefined;
    const { deployment, replicaSet } = owner;
    const pods = among.get(deployment.uid) ?? {
      deployment,
      byUid: new Map<string, Pod>(),
      replicaSets: new Set<string>(),
    };
    among.set(deployment.uid, pods);
    if (!pods.replicaSets.has(replicaSet)) pace.refill(deployment.uid);
    pods.replicaSets.add(replicaSet);
    pods.byUid.set(uidOf(object), { replicaSet, object: lookedAt(object) });
    return pods;
  };
  signal.addEventListener('abort', () => pace.stop());
  return {
    path: pathOf('pods', namespace),
    onHeard: () => undefined,
    onList: async (pages) => {
      await owners.list(namespace);
      const listed = new Map([...seen].map(([uid, pods]) => [uid, { ...pods, byUid: new Map<string, Pod>() }]));
      for await (const { items } of pages) for (const item of items) await keep(listed, item);
      seen = listed;
      for (const uid of listed.keys()) pace.touch(uid);
    },
    onEvent: async (type, object) => {
      const pods = await keep(seen, object);
      if (pods === undefined) return;
      if (type === 'DELETED') pods.byUid.delete(uidOf(object));
      pace.touch(pods.deployment.uid);
    },
    untold: (uid) => {
      told.delete(uid);
      pace.touch(uid, AGAIN_MILLISECONDS);
    },
  };
}

function lookedAt({ metadata, status }: ClusterObject): ClusterObject {
  const { creationTimestamp, deletionTimestamp } = metadata as Readonly<Record<string, unknown>>;
  return { metadata: { creationTimestamp, deletionTimestamp }, status };
}

function uidOf({ metadata }: ClusterObject): string {
  return (metadata as Readonly<{ uid: string }>).uid;
}
