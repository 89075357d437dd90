import { emptyState, type Input, type ModelState, type Observation, replay } from '#libs/controller';
import type { PodTemplate } from '#libs/kubernetes';
import type { Cluster, Happening, Wanted } from './random-cluster.js';

export const START = 1_700_000_000_000;

export type Played = Readonly<{ inputs: readonly Input[]; state: ModelState; observations: readonly Observation[] }>;

export function empty({ release, gapSeconds }: Pick<Cluster, 'release' | 'gapSeconds'>): ModelState {
  return emptyState({ release, gapSeconds }, START);
}

/** Lets a cluster live until it is quiet: pods and ReplicaSets get their names by playing up to each happening. */
export function played(cluster: Cluster): Played {
  let [at, wanted, incarnation] = [START, cluster.first, 1];
  const inputs: Input[] = [];
  const observations: Observation[] = [];
  let state = empty(cluster);
  const go = (more: readonly Input[], until: number | 'quiet'): void => {
    const next = replay(state, more, until);
    state = next.state;
    inputs.push(...more);
    for (const one of next.observations) observations.push(one);
  };
  go([applied(wanted, at, incarnation)], at);
  for (const happening of cluster.happenings) {
    at += happening.after;
    go([], at);
    if (happening.kind === 'change') wanted = { ...wanted, ...happening.wanted };
    if (happening.kind === 'change' && state.deployment === null) incarnation += 1;
    const input = inputOf(happening, at, state, () => applied(wanted, at, incarnation));
    if (input !== undefined) go([input], at);
  }
  go([], 'quiet');
  return { inputs, state, observations };
}

/** What the Deployment is wanted to be in the end. */
export function lastWanted({ first, happenings }: Cluster): Wanted {
  const change = (wanted: Wanted, one: Happening): Wanted =>
    one.kind === 'change' ? { ...wanted, ...one.wanted } : wanted;
  return happenings.reduce(change, first);
}

export function applied(wanted: Wanted, at: number, incarnation = 1): Input {
  const { image, life: podLife, ...numbers } = wanted;
  const labels = { app: 'web' };
  const spec = { ...numbers, selector: { matchLabels: labels }, template: templateOf(image) };
  const deployment = { uid: `uid-${incarnation}`, namespace: 'default', name: 'web', labels, annotations: {}, spec };
  return { at, kind: 'deploymentApplied', deployment, podLife };
}

// Undefined where there is nothing that it could happen to.
function inputOf(happening: Happening, at: number, state: ModelState, change: () => Input): Input | undefined {
  const going = state.deployment?.deletionTimestamp ?? null;
  switch (happening.kind) {
    case 'change':
      return going === null ? change() : undefined;
    case 'podDeleted':
    case 'podNotReady':
      return befallen(happening, at, state);
    case 'kubeletHeld':
      return { at, kind: 'kubeletHeld', until: at + happening.seconds * 1000 };
    case 'quota':
      return { at, kind: 'podLimitsSet', limits: limitsOf(happening.pods) };
    case 'scaledByHand':
    case 'replicaSetDeleted':
    case 'foreign':
      return meddled(happening, at, state);
    case 'deleted':
      return state.deployment === null ? undefined : { ...happening, at, kind: 'deploymentDeleted' };
  }
}

type Befalling = Extract<Happening, { kind: 'podDeleted' | 'podNotReady' }>;

function befallen(happening: Befalling, at: number, { pods }: ModelState): Input | undefined {
  const pod = nthOf(pods, happening.nth)?.name;
  if (pod === undefined) return undefined;
  return happening.kind === 'podDeleted'
    ? { at, kind: 'podDeleted', pod, withoutGrace: happening.withoutGrace }
    : { at, kind: 'podNotReady', pod, seconds: happening.seconds };
}

type Meddling = Extract<Happening, { kind: 'scaledByHand' | 'replicaSetDeleted' | 'foreign' }>;

function meddled(happening: Meddling, at: number, { replicaSets }: ModelState): Input | undefined {
  if (happening.kind === 'foreign') return foreign(happening, at, replicaSets.length);
  const replicaSet = nthOf(replicaSets, happening.nth)?.name;
  if (replicaSet === undefined) return undefined;
  if (happening.kind === 'scaledByHand')
    return { at, kind: 'replicaSetWritten', replicaSet, change: { replicas: happening.replicas } };
  return { at, kind: 'replicaSetDeleted', replicaSet, propagationPolicy: happening.propagationPolicy };
}

function foreign({ replicas, image, matches }: Extract<Meddling, { kind: 'foreign' }>, at: number, n: number): Input {
  const podLife = { startSeconds: 2, terminationSeconds: 1, neverReady: false };
  const labels = { app: matches ? 'web' : 'other' };
  const replicaSet = { name: `foreign-${at}-${n}`, labels, template: templateOf(image), replicas };
  return { at, kind: 'foreignReplicaSetCreated', replicaSet, podLife };
}

function limitsOf(pods: number | null): Extract<Input, { kind: 'podLimitsSet' }>['limits'] {
  return pods === null ? {} : { quota: { name: 'few', pods } };
}

function templateOf(image: string): PodTemplate {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } };
}

function nthOf<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % Math.max(1, all.length)];
}
