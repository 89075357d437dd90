import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#libs/kubernetes';

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
  kubelet?: Readonly<{ action: 'notReady'; pod: string; seconds: number }>;
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
  kind: 'Deployment' | 'ReplicaSet' | 'Pod';
  name: string;
  quiet: boolean;
  by: string | null;
  // The recorder's own short form of each kind; read where it is compared.
  object: any;
}>;

/** All traces of a folder, by name. */
export function readTraces(folder: string): readonly Trace[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Trace);
}

/** The name of the Deployment that a trace is about. */
export function subjectOf(trace: Trace): string {
  const { deployment, replicaSets } = trace.finalObjects;
  const metadata = deployment?.['metadata'] as JsonObject | undefined;
  if (metadata !== undefined) return metadata['name'] as string;
  const seen = trace.observations.filter(({ kind }) => kind === 'Deployment').at(-1);
  return seen?.name ?? (replicaSets[0]?.['name'] as string);
}
