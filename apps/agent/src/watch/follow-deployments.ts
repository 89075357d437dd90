import { createHash } from 'node:crypto';
import type { ClusterObject } from '#libs/sighting';
import type { Cluster } from '../cluster/cluster.js';
import type { Follower } from '../cluster/follow.js';
import type { ListPage } from '../cluster/list-all.js';
import type { Outbox } from '../delivery/outbox.js';
import type { RollbookServer } from '../delivery/rollbook-server.js';
import type { Lively } from './lively.js';
import { pathOf } from './path-of.js';
import { ReplicaSets } from './replica-sets.js';

export type DeploymentsWatched = Readonly<{
  cluster: Pick<Cluster, 'get'>;
  server: Pick<RollbookServer, 'post'>;
  outbox: Outbox;
  lively: Lively;
  /** All when it is left out. */
  namespace: string | undefined;
  signal: AbortSignal;
  /** All there is was listed, and the server has it. */
  onListed: () => void;
}>;

/** Tells of Deployments, each time that something but its status has changed. */
export function deploymentFollower(watched: DeploymentsWatched): Follower {
  const { outbox, lively, namespace } = watched;
  const life = lively.add();
  const told = new Map<string, string>();
  return {
    path: pathOf('deployments', namespace),
    onHeard: life.heard,
    onList: async (pages) => {
      life.lost();
      const began = Date.now();
      await tellList(watched, pages, told);
      await outbox.emptied(); // what it found happened before, and not while all was seen
      life.found(began);
      watched.onListed();
    },
    onEvent: async (type, object) => {
      const { uid } = metadataOf(object);
      const seenAt = Date.now();
      if (type === 'DELETED') {
        told.delete(uid);
        await outbox.add({ kind: 'DeploymentGone', seenAt, object: withoutStatus(object) });
      } else if (isNews(told, object)) {
        await outbox.add({ kind: 'Deployment', seenAt, how: 'watched', object: withoutStatus(object) });
      }
    },
  };
}

async function tellList(
  watched: DeploymentsWatched,
  pages: AsyncIterable<ListPage>,
  told: Map<string, string>,
): Promise<void> {
  const { cluster, signal, outbox, namespace } = watched;
  const replicaSets = new ReplicaSets(cluster, signal);
  const uids: string[] = [];
  let seenAt = Date.now();
  let version = '';
  for await (const { items, resourceVersion } of pages) {
    if (version === '') seenAt = Date.now();
    version = resourceVersion;
    const unknown = await unknownTo(watched, items);
    for (const object of items) {
      const { uid } = metadataOf(object);
      uids.push(uid);
      isNews(told, object);
      const history = unknown.has(uid) ? { replicaSets: await replicaSets.of(object) } : {};
      await outbox.add({ kind: 'Deployment', seenAt, how: 'listed', object: withoutStatus(object), ...history });
    }
  }
  const listed = { kind: 'DeploymentsListed', seenAt, resourceVersion: version, uids } as const;
  await outbox.add({ ...listed, ...(namespace !== undefined && { namespace }) });
  const standing = new Set(uids);
  for (const uid of told.keys()) if (!standing.has(uid)) told.delete(uid);
}

async function unknownTo(
  { server, signal }: DeploymentsWatched,
  objects: readonly ClusterObject[],
): Promise<ReadonlySet<string>> {
  if (objects.length === 0) return new Set();
  const uids = objects.map((object) => metadataOf(object).uid);
  const answer = (await server.post('/unknown', JSON.stringify({ uids }), signal)) as { unknown: readonly string[] };
  return new Set(answer.unknown);
}

// What the controller notes of a rollout is no news, and neither is who owns a field.
function isNews(told: Map<string, string>, object: ClusterObject): boolean {
  const { uid, resourceVersion: _, managedFields: _managers, annotations, ...metadata } = metadataOf(object);
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('deployment.kubernetes.io/'));
  const text = JSON.stringify([object.spec, metadata, kept]);
  const digest = createHash('sha256').update(text).digest('base64');
  if (told.get(uid) === digest) return false;
  told.set(uid, digest);
  return true;
}

function withoutStatus({ status: _, ...object }: ClusterObject): ClusterObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', ...object }; // the items of a list do not say
}

type Metadata = Readonly<{ uid: string; annotations?: Readonly<Record<string, string>> } & Record<string, unknown>>;

function metadataOf(object: ClusterObject): Metadata {
  return object.metadata as Metadata;
}
