import type { ClusterObject } from '#libs/sighting';
import type { Cluster } from '../cluster/cluster.js';
import { isGone } from '../cluster/cluster-error.js';
import { listAll } from '../cluster/list-all.js';
import { controllerOf, type Owner } from './controller-of.js';
import { pathOf } from './path-of.js';

/** The Deployment that a pod is of, by its ReplicaSet. */
export type PodOwner = Readonly<{ replicaSet: string; deployment: Owner & Readonly<{ namespace: string }> }>;

// Those that are gone are not told of: from time to time all are asked for again.
const MOST_KNOWN = 50_000;

/** Which Deployments pods are of. Remembers ReplicaSets; one that it does not know is asked for. */
export class Owners {
  private deployments = new Map<string, Owner | undefined>();

  constructor(
    private readonly cluster: Pick<Cluster, 'get'>,
    private readonly signal: AbortSignal,
  ) {}

  /** Begins anew with the ReplicaSets of a namespace, or of all. */
  async list(namespace: string | undefined): Promise<void> {
    const deployments = new Map<string, Owner | undefined>();
    for await (const { items } of listAll(this.cluster, pathOf('replicasets', namespace), this.signal))
      for (const item of items) deployments.set(uidOf(item), deploymentOf(item));
    this.deployments = deployments;
  }

  /** Undefined for a pod that no ReplicaSet of a Deployment made. */
  async of(pod: ClusterObject): Promise<PodOwner | undefined> {
    const owner = controllerOf(pod);
    if (owner?.kind !== 'ReplicaSet') return undefined;
    const { namespace } = pod.metadata as Readonly<{ namespace: string }>;
    if (this.deployments.size >= MOST_KNOWN) this.deployments.clear();
    if (!this.deployments.has(owner.uid)) this.deployments.set(owner.uid, await this.ask(namespace, owner));
    const deployment = this.deployments.get(owner.uid);
    return deployment && { replicaSet: owner.name, deployment: { ...deployment, namespace } };
  }

  private async ask(namespace: string, { name, uid }: Owner): Promise<Owner | undefined> {
    try {
      const path = `${pathOf('replicasets', namespace)}/${encodeURIComponent(name)}`;
      const replicaSet = await this.cluster.get(path, {}, this.signal);
      return uidOf(replicaSet) === uid ? deploymentOf(replicaSet) : undefined;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }
}

function deploymentOf(replicaSet: ClusterObject): Owner | undefined {
  const owner = controllerOf(replicaSet);
  return owner?.kind === 'Deployment' ? owner : undefined;
}

function uidOf({ metadata }: ClusterObject): string {
  return (metadata as Readonly<{ uid: string }>).uid;
}
