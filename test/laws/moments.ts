import type { ModelDeployment, ModelPod, ModelReplicaSet, Observation, Rule, WriteType } from '#libs/controller';
import type { Cluster } from './random-cluster.js';

/** What there was after all that followed, at once, from one thing that happened. */
export type Moment = Readonly<{
  at: number;
  deployment: ModelDeployment;
  /** The sizes of its ReplicaSets together. */
  wanted: number;
  /** Pods that were not told to go. */
  active: number;
  /** Those of them that have been ready for minReadySeconds; before 1.34 those that the controller knows of, for it looks late. */
  available: number;
  rules: ReadonlySet<Rule>;
  /** Available pods that the controllers told to go. */
  taken: number;
}>;

/** Cuts the observations where time goes on, and where something happens from outside. */
export function momentsOf({ release }: Cluster, observations: readonly Observation[]): readonly Moment[] {
  const world = new World(LATE.test(release));
  const moments: Moment[] = [];
  for (const [index, one] of observations.entries()) {
    world.see(one);
    if (goesOn(one, observations[index + 1])) continue;
    const moment = world.moment(one.at);
    if (moment !== undefined) moments.push(moment);
  }
  return moments;
}

// Releases whose ReplicaSet controller notices late that a pod has become available.
const LATE = /^1\.(1\d|2\d|3[0-3])$/;

class World {
  constructor(readonly looksLate: boolean) {}

  #deployment: ModelDeployment | undefined;
  readonly #pods = new Map<string, ModelPod>();
  readonly #replicaSets = new Map<string, ModelReplicaSet>();
  #rules = new Set<Rule>();
  #taken = 0;

  see(one: Observation): void {
    this.#rules.add(one.rule);
    if (one.kind === 'Deployment') this.#deployment = one.object;
    if (one.kind === 'ReplicaSet') keep(this.#replicaSets, one.object.uid, one);
    if (one.kind !== 'Pod') return;
    const wasAvailable = this.#isAvailable(this.#pods.get(one.object.name), one.at);
    if (wasAvailable && one.rule === 'ReplicaSet: delete pods') this.#taken += 1;
    keep(this.#pods, one.object.name, one);
  }

  moment(at: number): Moment | undefined {
    const [rules, taken] = [this.#rules, this.#taken];
    [this.#rules, this.#taken] = [new Set(), 0];
    if (this.#deployment === undefined) return undefined;
    const active = [...this.#pods.values()].filter((pod) => pod.deletionTimestamp === null);
    const replicaSets = [...this.#replicaSets.values()];
    const wanted = replicaSets.reduce((sum, { replicas }) => sum + replicas, 0);
    const noticed = replicaSets.reduce((sum, { status }) => sum + status.availableReplicas, 0);
    const available = this.looksLate ? noticed : active.filter((pod) => this.#isAvailable(pod, at)).length;
    return { at, deployment: this.#deployment, wanted, active: active.length, available, rules, taken };
  }

  #isAvailable(pod: ModelPod | undefined, at: number): boolean {
    if (pod === undefined || pod.readySince === null || pod.deletionTimestamp !== null) return false;
    const { minReadySeconds = 0 } = this.#replicaSets.get(pod.replicaSetUid) ?? {};
    return minReadySeconds === 0 || Math.floor(pod.readySince / 1000) * 1000 + minReadySeconds * 1000 <= at;
  }
}

function keep<T>(all: Map<string, T>, key: string, { type, object }: Readonly<{ type: WriteType; object: T }>): void {
  if (type === 'DELETED') all.delete(key);
  else all.set(key, object);
}

function goesOn(one: Observation, next: Observation | undefined): boolean {
  return next?.at === one.at && (!isFromOutside(next.rule) || next.rule === one.rule);
}

function isFromOutside(rule: Rule): boolean {
  return rule === 'user: write' || rule === 'kubelet: pod not ready';
}
