import type { ModelDeployment, ModelPod, ModelReplicaSet, ModelState } from '#libs/controller';
import { templatesEqual } from '#libs/kubernetes';
import { revisionOf } from './facts.js';

/** The objects as last written. */
export type Live = Readonly<{
  deployment: Map<string, ModelDeployment>;
  replicaSets: Map<string, ModelReplicaSet>;
  pods: Map<string, ModelPod>;
}>;

export function liveObjects({ deployment, replicaSets = [], pods = [] }: Partial<ModelState> = {}): Live {
  return {
    deployment: new Map(deployment ? [[deployment.name, deployment]] : []),
    replicaSets: new Map(replicaSets.map((replicaSet) => [replicaSet.name, replicaSet])),
    pods: new Map(pods.map((pod) => [pod.name, pod])),
  };
}

/** The revision of the Deployment's present template; undefined before its ReplicaSet bears it. */
export function numberOfTemplate({ replicaSets }: Live, { annotations, spec }: ModelDeployment): number | undefined {
  const number = revisionOf(annotations);
  const isNew = (replicaSet: ModelReplicaSet) =>
    revisionOf(replicaSet.annotations) === number && templatesEqual(replicaSet.template, spec.template);
  return number !== undefined && [...replicaSets.values()].some(isNew) ? number : undefined;
}

/** The name of the ReplicaSet that bears a Deployment's present template; undefined while there is none. */
export function newestReplicaSet({ deployment, replicaSets }: Live): string | undefined {
  const [owner] = deployment.values();
  const isNew = ({ template }: ModelReplicaSet) => owner !== undefined && templatesEqual(template, owner.spec.template);
  return [...replicaSets.values()].find(isNew)?.name;
}

/** How many pods of a ReplicaSet were told to go. */
export function terminating({ pods }: Live, replicaSet: string): number {
  const isGoing = (pod: ModelPod) => pod.replicaSet === replicaSet && pod.deletionTimestamp !== null;
  return [...pods.values()].filter(isGoing).length;
}
