import type { ModelDeployment, ModelReplicaSet, Observation } from '#libs/controller';
import type {
  RecordedDeployment,
  RecordedReplicaSet,
  RecordedStatus,
  Trace,
  TraceObservation,
} from './recorded-trace.js';

/** A state at which nothing more was written for a while, in the words that are compared: one line an object. */
export type QuietState = Readonly<{ seconds: number; lines: readonly string[] }>;

/** A state of the model, and for how many milliseconds nothing was written after it. */
export type ModelQuietState = QuietState & Readonly<{ quietFor: number }>;

type PodShort = Readonly<{ replicaSet: string; ready: boolean; terminating: boolean }>;

// Before the Deployment is there, another one's writes may be.
const NOTHING = 'no Deployment';
const PREFIX = 'deployment.kubernetes.io/';

/** The quiet states of a recording, each once. */
export function recordedQuietStates(trace: Trace, subject: string): readonly QuietState[] {
  const objects = new Objects();
  const states: QuietState[] = [];
  let last = NOTHING;
  for (const observation of trace.observations) {
    if (observation.name.startsWith(subject)) keepRecorded(objects, observation);
    const lines = objects.lines();
    if (!observation.quiet || lines.join('\n') === last) continue;
    last = lines.join('\n');
    states.push({ seconds: observation.t, lines });
  }
  return states;
}

/** The states at the end of every instant. */
export function modelStates(observations: readonly Observation[], base: number): readonly ModelQuietState[] {
  const objects = new Objects();
  const states: ModelQuietState[] = [];
  const writes = observations.filter((one) => one.kind !== 'Event');
  writes.forEach((write, index) => {
    keepModel(objects, write);
    const quietFor = (writes[index + 1]?.at ?? Infinity) - write.at;
    if (quietFor > 0) states.push({ seconds: (write.at - base) / 1000, lines: objects.lines(), quietFor });
  });
  return states;
}

/** All objects at a time, each as a line. */
class Objects {
  deployment: string | null = null;
  readonly replicaSets = new Map<string, string>();
  readonly pods = new Map<string, PodShort>();

  lines(): readonly string[] {
    const lines = [this.deployment === null ? NOTHING : `Deployment ${this.deployment}`];
    for (const [name, short] of sorted(this.replicaSets)) lines.push(`ReplicaSet ${name} ${short}`);
    const counts = new Map<string, Readonly<{ all: number; ready: number; going: number }>>();
    for (const { replicaSet, ready, terminating } of this.pods.values()) {
      const before = counts.get(replicaSet) ?? { all: 0, ready: 0, going: 0 };
      const [one, gone] = [ready ? 1 : 0, terminating ? 1 : 0];
      counts.set(replicaSet, { all: before.all + 1, ready: before.ready + one, going: before.going + gone });
    }
    for (const [name, { all, ready, going }] of sorted(counts)) {
      lines.push(`Pods of ${name}: ${all}, ${ready} ready, ${going} terminating`);
    }
    return lines;
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function keepRecorded(objects: Objects, { kind, name, object }: TraceObservation): void {
  if (kind === 'Deployment') objects.deployment = object === null ? null : recordedDeployment(object);
  else if (kind === 'ReplicaSet') keep(objects.replicaSets, name, object === null ? null : recordedReplicaSet(object));
  else keep(objects.pods, name, object);
}

function keepModel(objects: Objects, write: Exclude<Observation, { kind: 'Event' }>): void {
  const gone = write.type === 'DELETED';
  if (write.kind === 'Deployment') objects.deployment = gone ? null : modelDeployment(write.object);
  else if (write.kind === 'ReplicaSet')
    keep(objects.replicaSets, write.object.name, gone ? null : modelReplicaSet(write.object));
  else {
    const { name, replicaSet, ready, deletionTimestamp } = write.object;
    keep(objects.pods, name, gone ? null : { replicaSet, ready, terminating: deletionTimestamp !== null });
  }
}

function keep<T>(map: Map<string, T>, name: string, value: T | null): void {
  if (value === null) map.delete(name);
  else map.set(name, value);
}

function recordedDeployment({ generation, observedGeneration, revision, spec, status }: RecordedDeployment): string {
  return deploymentLine({ generation, observedGeneration, revision, replicas: spec.replicas }, status);
}

function modelDeployment({ generation, annotations, spec, status }: ModelDeployment): string {
  const revision = annotations[`${PREFIX}revision`];
  const named = { generation, observedGeneration: status.observedGeneration, revision, replicas: spec.replicas };
  return deploymentLine(named, status);
}

function recordedReplicaSet({ generation, podTemplateHash, annotations, spec, status }: RecordedReplicaSet): string {
  return replicaSetLine({ podTemplateHash, generation, ...annotations, replicas: spec.replicas }, status);
}

function modelReplicaSet({ podTemplateHash, annotations, generation, replicas, status }: ModelReplicaSet): string {
  const annotated = {
    revision: annotations[`${PREFIX}revision`],
    revisionHistory: annotations[`${PREFIX}revision-history`],
    desiredReplicas: annotations[`${PREFIX}desired-replicas`],
    maxReplicas: annotations[`${PREFIX}max-replicas`],
  };
  return replicaSetLine({ podTemplateHash, generation, ...annotated, replicas }, status);
}

function deploymentLine(named: Readonly<Record<string, unknown>>, status: RecordedStatus): string {
  const { replicas, updatedReplicas, readyReplicas, availableReplicas, unavailableReplicas } = status;
  const { terminatingReplicas, collisionCount } = status;
  const counts = {
    updatedReplicas,
    readyReplicas,
    availableReplicas,
    unavailableReplicas,
    terminatingReplicas,
    collisionCount,
  };
  return fields({ ...named, 'status.replicas': replicas, ...counts, conditions: conditionsOf(status) });
}

function replicaSetLine(named: Readonly<Record<string, unknown>>, status: RecordedStatus): string {
  const { revision, revisionHistory, desiredReplicas, maxReplicas, podTemplateHash, generation } = named;
  const ordered = { podTemplateHash, generation, revision, revisionHistory, desiredReplicas, maxReplicas };
  const { replicas, fullyLabeledReplicas, readyReplicas, availableReplicas, terminatingReplicas, observedGeneration } =
    status;
  const counts = { fullyLabeledReplicas, readyReplicas, availableReplicas, terminatingReplicas, observedGeneration };
  return fields({
    ...ordered,
    replicas: named.replicas,
    'status.replicas': replicas,
    ...counts,
    conditions: conditionsOf(status),
  });
}

function conditionsOf({ conditions = [] }: RecordedStatus): string {
  return conditions
    .map(({ type, status, reason }) => `${type}=${status}/${reason}`)
    .sort()
    .join(' ');
}

function fields(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
}
