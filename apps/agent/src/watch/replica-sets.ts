import type { ClusterObject } from '#libs/sighting';
import type { Cluster } from '../cluster/cluster.js';
import { listAll } from '../cluster/list-all.js';
import { controllerOf } from './controller-of.js';
import { pathOf } from './path-of.js';

/** The ReplicaSets of Deployments. Those of the namespace that was asked for last are remembered: lists are in the order of namespaces. */
export class ReplicaSets {
  private known: Readonly<{ namespace: string; byOwner: ReadonlyMap<string, readonly ClusterObject[]> }> | undefined;

  constructor(
    private readonly cluster: Pick<Cluster, 'get'>,
    private readonly signal: AbortSignal,
  ) {}

  /** Those that a Deployment controls. */
  async of(deployment: ClusterObject): Promise<readonly ClusterObject[]> {
    const { namespace, uid } = deployment.metadata as Readonly<{ namespace: string; uid: string }>;
    if (this.known?.namespace !== namespace) this.known = { namespace, byOwner: await this.ofNamespace(namespace) };
    return this.known.byOwner.get(uid) ?? [];
  }

  private async ofNamespace(namespace: string): Promise<ReadonlyMap<string, readonly ClusterObject[]>> {
    const byOwner = new Map<string, ClusterObject[]>();
    for await (const { items } of listAll(this.cluster, pathOf('replicasets', namespace), this.signal)) {
      for (const { status: _, ...replicaSet } of items) {
        const owner = controllerOf(replicaSet)?.uid;
        if (owner !== undefined) byOwner.set(owner, [...(byOwner.get(owner) ?? []), replicaSet]);
      }
    }
    return byOwner;
  }
}
