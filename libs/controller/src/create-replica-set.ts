import { derivedUid, type StringMap } from '#libs/kubernetes';
import { type DeploymentSync, updateStatus } from './deployment-sync.js';
import { maxSurge } from './fenceposts.js';
import type { ModelDeployment, ModelReplicaSet } from './model.js';
import type { Rule } from './observation.js';
import { type ReleaseRules, releaseRules } from './release-rules.js';
import { wantedReplicas } from './replica-counts.js';
import { wholeSecond } from './availability.js';
import { sameTemplate, templateHash } from './same-template.js';
import { addReplicaSet, Conflict, recordEvent } from './writes.js';

const HASH_LABEL = 'pod-template-hash';
const LONGEST_NAME = 63;
const RULE = 'deployment: new ReplicaSet';

/**
 * Makes the ReplicaSet of the present template. When another one bears its name already, the Deployment's collisionCount goes up,
 * which makes all its hashes others from then on, and the look ends (sync.go, `getNewReplicaSet`).
 */
export function createReplicaSet(
  sync: DeploymentSync,
  old: readonly ModelReplicaSet[],
  annotations: StringMap,
): Readonly<{ replicaSet: ModelReplicaSet; isNew: boolean }> {
  const { run, deployment } = sync;
  const { template, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, run.settings.release, deployment.status.collisionCount);
  const name = replicaSetName(deployment.name, hash);
  const taken = run.replicaSets.get(name)?.value;
  if (taken !== undefined) {
    if (taken.ownerUid === deployment.uid && sameTemplate(taken.template, template))
      return { replicaSet: taken, isNew: false };
    throw collided(sync);
  }
  const replicas = newReplicas(deployment, old);
  const replicaSet: ModelReplicaSet = {
    uid: derivedUid(deployment.uid, name, run.counter++),
    name,
    podTemplateHash: hash,
    creationTimestamp: wholeSecond(run.now),
    generation: 1,
    labels: { ...template.metadata?.labels, [HASH_LABEL]: hash },
    annotations,
    template,
    replicas,
    minReadySeconds,
    status: {
      observedGeneration: 0,
      replicas: 0,
      fullyLabeledReplicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
      conditions: [],
    },
    ownerUid: deployment.uid,
    podLife: deployment.podLife,
    deletionTimestamp: null,
  };
  addReplicaSet(run, replicaSet, RULE);
  if (replicas > 0) recordScaling(sync, { name, to: replicas }, RULE);
  return { replicaSet, isNew: true };
}

/** Names too long for a label are cut before the hash (sync.go, `generateReplicaSetName`). */
export function replicaSetName(deployment: string, hash: string): string {
  return `${deployment.slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`;
}

/**
 * How many pods the new ReplicaSet may have: as many as fit under replicas + maxSurge, beside all there are
 * (deployment_util.go, `NewRSNewReplicas`). With 3 replicas, surge 1 and 3 old pods it is 1; with Recreate all 3.
 */
export function newReplicas({ spec }: ModelDeployment, all: readonly ModelReplicaSet[], present = 0): number {
  if (spec.strategy.type === 'Recreate') return spec.replicas;
  const room = spec.replicas + maxSurge(spec) - wantedReplicas(all);
  return room <= 0 ? present : present + Math.min(room, spec.replicas - present);
}

type Scaling = Readonly<{
  /** Of the ReplicaSet. */ name: string;
  /** Left out when it is new. */ from?: number;
  to: number;
}>;

/** Tells of a scaling in an event about the Deployment. */
export function recordScaling({ run, deployment }: DeploymentSync, scaling: Scaling, rule: Rule): void {
  const { name, uid } = deployment;
  const involvedObject = { kind: 'Deployment', name, uid } as const;
  const message = scalingMessage(scaling, releaseRules(run.settings.release).scalingWords);
  const source = 'deployment-controller';
  recordEvent(run, { type: 'Normal', reason: 'ScalingReplicaSet', message, source, involvedObject }, rule);
}

function scalingMessage({ name, from, to }: Scaling, words: ReleaseRules['scalingWords']): string {
  return `Scaled ${to > (from ?? 0) ? 'up' : 'down'} replica set ${name} ${sizes(words, to, from)}`;
}

function sizes(words: ReleaseRules['scalingWords'], to: number, from?: number): string {
  if (words === 'fromTo') return `from ${from ?? 0} to ${to}`;
  return words === 'to' || from === undefined ? `to ${to}` : `to ${to} from ${from}`;
}

function collided(sync: DeploymentSync): Conflict {
  const { status } = sync.deployment;
  sync.deployment = { ...sync.deployment, status: { ...status, collisionCount: (status.collisionCount ?? 0) + 1 } };
  updateStatus(sync, 'deployment: hash collision');
  return new Conflict(`the name of the new ReplicaSet is taken`);
}
