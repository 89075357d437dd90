import type { ModelDeployment, ModelPod, ModelReplicaSet, Observation } from '#libs/controller';
import type { Trace } from './recorded-trace.js';

/** A state at which nothing more was written for a while, in the words that are compared: one line an object. */
export type QuietState = Readonly<{ seconds: number; lines: readonly string[] }>;

export type ModelQuietState = QuietState & Readonly<{ quietFor: number }>;

type Short = Readonly<Record<string, unknown>>;

// Before the Deployment is there, another one's writes may be.
const NOTHING = 'no Deployment';

type Objects = {
  deployment: Short | null;
  readonly replicaSets: Map<string, Short>;
  readonly pods: Map<string, Readonly<{ replicaSet: string; ready: boolean; terminating: boolean }>>;
};

export function recordedQuietStates(trace: Trace, subject: string): readonly QuietState[] {
  const objects = noObjects();
  const states: QuietState[] = [];
  for (const { kind, name, object, quiet, t } of trace.observations) {
    if (belongs(kind, name, subject)) keep(objects, kind, name, object === null ? null : recordedShort(kind, object));
    if (quiet) states.push({ seconds: t, lines: linesOf(objects) });
  }
  return withoutRepeats(states);
}

/** The states at the end of every instant, and how long nothing was written after it. */
export function modelStates(observations: readonly Observation[], base: number): readonly ModelQuietState[] {
  const objects = noObjects();
  const states: ModelQuietState[] = [];
  const writes = observations.filter(({ kind }) => kind !== 'Event');
  writes.forEach((write, index) => {
    if (write.kind === 'Event') return;
    keep(objects, write.kind, write.object.name, write.type === 'DELETED' ? null : modelShort(write));
    const quietFor = (writes[index + 1]?.at ?? Infinity) - write.at;
    if (quietFor > 0) states.push({ seconds: (write.at - base) / 1000, lines: linesOf(objects), quietFor });
  });
  return states;
}

// In one namespace there may be another Deployment, whose objects have other names.
function belongs(kind: string, name: string, subject: string): boolean {
  return kind === 'Deployment' ? name === subject : name.startsWith(subject.slice(0, 40));
}

function noObjects(): Objects {
  return { deployment: null, replicaSets: new Map(), pods: new Map() };
}

function keep(objects: Objects, kind: string, name: string, short: Short | null): void {
  if (kind === 'Deployment') objects.deployment = short;
  const map = kind === 'ReplicaSet' ? objects.replicaSets : kind === 'Pod' ? objects.pods : undefined;
  if (short === null) map?.delete(name);
  else map?.set(name, short as never);
}

function recordedShort(kind: string, object: any): Short {
  if (kind === 'Pod') return { replicaSet: object.replicaSet, ready: object.ready, terminating: object.terminating };
  if (kind === 'Deployment') {
    const { generation, observedGeneration, revision, spec, status } = object;
    return deploymentShort({ generation, observedGeneration, revision, replicas: spec.replicas }, status);
  }
  const { podTemplateHash, annotations, generation, spec, status } = object;
  const { revision, revisionHistory, desiredReplicas, maxReplicas } = annotations;
  return replicaSetShort(
    { podTemplateHash, generation, revision, revisionHistory, desiredReplicas, maxReplicas, replicas: spec.replicas },
    status,
  );
}

type Write = Exclude<Observation, { kind: 'Event' }>;

function modelShort(write: Write): Short {
  switch (write.kind) {
    case 'Pod':
      return podShort(write.object);
    case 'Deployment':
      return modelDeploymentShort(write.object);
    case 'ReplicaSet':
      return modelReplicaSetShort(write.object);
  }
}

function podShort({ replicaSet, ready, deletionTimestamp }: ModelPod): Short {
  return { replicaSet, ready, terminating: deletionTimestamp !== undefined };
}

const PREFIX = 'deployment.kubernetes.io/';

function modelDeploymentShort({ generation, annotations, spec, status }: ModelDeployment): Short {
  const { observedGeneration } = status;
  const revision = annotations[`${PREFIX}revision`];
  return deploymentShort({ generation, observedGeneration, revision, replicas: spec.replicas }, status);
}

function modelReplicaSetShort({ podTemplateHash, annotations, generation, replicas, status }: ModelReplicaSet): Short {
  const named = {
    revision: annotations[`${PREFIX}revision`],
    revisionHistory: annotations[`${PREFIX}revision-history`],
    desiredReplicas: annotations[`${PREFIX}desired-replicas`],
    maxReplicas: annotations[`${PREFIX}max-replicas`],
  };
  return replicaSetShort({ podTemplateHash, generation, ...named, replicas }, status);
}

function deploymentShort(named: Short, status: any): Short {
  const conditions = [...status.conditions]
    .map(({ type, status: value, reason }) => `${type}=${value}/${reason}`)
    .sort()
    .join(' ');
  const { replicas, updatedReplicas, readyReplicas, availableReplicas, unavailableReplicas } = status;
  const counts = { updatedReplicas, readyReplicas, availableReplicas, unavailableReplicas };
  const { terminatingReplicas, collisionCount } = status;
  return { ...named, 'status.replicas': replicas, ...counts, terminatingReplicas, collisionCount, conditions };
}

function replicaSetShort(named: Short, status: any): Short {
  const { replicas, fullyLabeledReplicas, readyReplicas, availableReplicas, terminatingReplicas, observedGeneration } =
    status;
  const failures = (status.conditions ?? []).map((one: any) => `${one.type}=${one.status}/${one.reason}`).join(' ');
  const counts = { fullyLabeledReplicas, readyReplicas, availableReplicas, terminatingReplicas, observedGeneration };
  return {
    ...named,
    podTemplateHash: named['podTemplateHash'] || undefined,
    'status.replicas': replicas,
    ...counts,
    failures,
  };
}

function linesOf({ deployment, replicaSets, pods }: Objects): readonly string[] {
  const lines = [deployment === null ? NOTHING : `Deployment ${fields(deployment)}`];
  for (const [name, short] of [...replicaSets].sort(([a], [b]) => (a < b ? -1 : 1)))
    lines.push(`ReplicaSet ${name} ${fields(short)}`);
  const counts = new Map<string, number[]>();
  for (const { replicaSet, ready, terminating } of pods.values()) {
    const count = counts.get(replicaSet) ?? [0, 0, 0];
    counts.set(replicaSet, [count[0]! + 1, count[1]! + (ready ? 1 : 0), count[2]! + (terminating ? 1 : 0)]);
  }
  for (const [name, [all, ready, going]] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`Pods of ${name}: ${all}, ${ready} ready, ${going} terminating`);
  }
  return lines;
}

function fields(short: Short): string {
  return Object.entries(short)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
}

function withoutRepeats(states: readonly QuietState[]): readonly QuietState[] {
  return states.filter(({ lines }, index) => lines.join('\n') !== (states[index - 1]?.lines.join('\n') ?? NOTHING));
}
