import type { Input, ModelPod, ModelState } from '#libs/controller';
import type { RecordedPod, Trace, TraceObservation } from './recorded-trace.js';
import { isKubeletAction, toMilliseconds } from './step-times.js';

/** Recorded starts and ends of pods, those of one millisecond and kind together, oldest first. */
export type PodFact = Readonly<{ seconds: number; kind: 'podsStarted' | 'podsEnded'; pods: readonly RecordedPod[] }>;

export function podFactsOf({ observations }: Trace): readonly PodFact[] {
  const facts: PodFact[] = [];
  const last = new Map<string, RecordedPod>();
  for (const one of observations) {
    if (one.kind !== 'Pod') continue;
    if (one.object !== null) last.set(one.name, one.object);
    const pod = last.get(one.name);
    if (pod !== undefined && isFact(one)) addFact(facts, one, pod);
  }
  return facts;
}

function isFact(one: TraceObservation): boolean {
  return isKubeletAction(one) && (one.type === 'DELETED' || (one.kind === 'Pod' && one.object?.ready === true));
}

function addFact(facts: PodFact[], { t: seconds, type }: TraceObservation, pod: RecordedPod): void {
  const kind = type === 'DELETED' ? 'podsEnded' : 'podsStarted';
  const before = facts.at(-1);
  if (before?.seconds !== seconds || before.kind !== kind) facts.push({ seconds, kind, pods: [pod] });
  else facts[facts.length - 1] = { ...before, pods: [...before.pods, pod] };
}

/** The fact as an input. Pods have other names in the recording: the oldest one of the same ReplicaSet and stage stands for each. */
export function inputOfFact({ seconds, kind, pods }: PodFact, state: ModelState, base: number): Input {
  const names: string[] = [];
  for (const pod of pods) {
    const left = state.pods.filter(({ name, replicaSet }) => replicaSet === pod.replicaSet && !names.includes(name));
    const found = kind === 'podsEnded' ? goingFirst(left, pod) : left.find((one) => isStarting(one));
    if (found !== undefined) names.push(found.name);
  }
  return { at: base + toMilliseconds(seconds), kind, pods: names };
}

function isStarting({ deletionTimestamp, ready }: ModelPod): boolean {
  return deletionTimestamp === null && !ready;
}

function goingFirst(pods: readonly ModelPod[], { ready }: RecordedPod): ModelPod | undefined {
  const since = ({ deletionTimestamp }: ModelPod): number => deletionTimestamp ?? Infinity;
  const going = pods.filter((pod) => pod.deletionTimestamp !== null).sort((a, b) => since(a) - since(b));
  return going.find((pod) => pod.ready === ready) ?? going[0];
}

/** A pod of the same ReplicaSet as a recorded one, ready if there is one. */
export function podLike({ pods }: ModelState, recorded: string, taken: readonly string[] = []): string {
  const replicaSet = recorded.slice(0, recorded.lastIndexOf('-'));
  const left = pods.filter((pod) => !taken.includes(pod.name));
  const alike = left.filter((pod) => pod.replicaSet === replicaSet && pod.deletionTimestamp === null);
  return (alike.find((pod) => pod.ready) ?? alike[0])?.name ?? recorded;
}
