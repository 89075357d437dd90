import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#libs/kubernetes';
import { textAt } from './json-at.js';

/** A recording of a real control plane, as the folder's README tells. Only what is replayed and compared is named. */
export type Trace = Readonly<{
  name: string;
  description: string;
  kubernetesVersion: string;
  namespace: string;
  startedAt: string;
  kubelet: Readonly<{ startSeconds: number; terminationSeconds: number; gapSeconds: number }>;
  steps: readonly TraceStep[];
  events: readonly TraceEvent[];
  history: Readonly<{ list: string; revisions: Readonly<Record<string, string>>; status: string; get: string }>;
  finalObjects: Readonly<{
    deployment: JsonObject | null;
    replicaSets: readonly JsonObject[];
    pods: readonly JsonObject[];
  }>;
  observations: readonly TraceObservation[];
}>;

export type TraceStep = Readonly<{
  atSeconds: number;
  doneSeconds?: number;
  trigger: Readonly<{ kubeletActionsSincePreviousStep?: number }>;
  user: string;
  command?: string;
  manifest?: JsonObject;
  /** The action is `notReady`, as far as is known. */
  kubelet?: Readonly<{ action: string; pod: string; seconds: number }>;
  exitCode?: number;
  stdout?: string;
  stderr?: string;
}>;

export type TraceEvent = Readonly<{
  t: number;
  watchType: 'ADDED' | 'MODIFIED';
  object: string;
  type: string;
  reason: string;
  message: string;
  count: number;
}>;

export type TraceObservation = Readonly<{
  t: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  name: string;
  quiet: boolean;
  /** User, verb and resource of the write. */
  by: string | null;
}> &
  Readonly<
    | { kind: 'Deployment'; object: RecordedDeployment | null }
    | { kind: 'ReplicaSet'; object: RecordedReplicaSet | null }
    | { kind: 'Pod'; object: RecordedPod | null }
  >;

export type RecordedDeployment = Readonly<{
  generation: number;
  observedGeneration: number;
  revision?: string;
  spec: Readonly<{ replicas: number }>;
  status: RecordedStatus;
}>;

export type RecordedReplicaSet = Readonly<{
  generation: number;
  podTemplateHash?: string;
  annotations: Readonly<{
    revision?: string;
    revisionHistory?: string;
    desiredReplicas?: string;
    maxReplicas?: string;
  }>;
  spec: Readonly<{ replicas: number }>;
  status: RecordedStatus & Readonly<{ observedGeneration: number }>;
}>;

export type RecordedPod = Readonly<{ replicaSet: string; ready: boolean; terminating: boolean }>;

/** Counts by name, and conditions. */
export type RecordedStatus = Readonly<Record<string, unknown>> &
  Readonly<{ conditions?: readonly RecordedCondition[] }>;

export type RecordedCondition = Readonly<{ type: string; status: string; reason: string }>;

/** All traces of a folder, by name, or the one that is named. */
export function readTraces(path: string): readonly Trace[] {
  if (statSync(path).isFile()) return [readTrace(path)];
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => readTrace(join(path, file)));
}

function readTrace(file: string): Trace {
  return JSON.parse(readFileSync(file, 'utf8')) as Trace;
}

/** The name of the Deployment that a trace is about. */
export function subjectOf({ finalObjects, observations }: Trace): string {
  if (finalObjects.deployment !== null) return textAt(finalObjects.deployment, 'metadata', 'name');
  return observations.findLast(({ kind }) => kind === 'Deployment')?.name ?? '';
}
