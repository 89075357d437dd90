import type { ModelDeployment, ModelPod, ModelReplicaSet, ModelState } from '#libs/controller';
import { canonicalJson, type Json, type JsonObject } from '#libs/kubernetes';
import type { Trace } from './recorded-trace.js';

/** The final objects, a line each, without uids, times, managed fields and the suffixes of pods' names. */
export function recordedFinalLines({ finalObjects }: Trace, subject: string): readonly string[] {
  const { deployment } = finalObjects;
  const ofSubject = ({ metadata }: any): boolean => metadata.name.startsWith(subject.slice(0, 40));
  const [replicaSets, pods] = [finalObjects.replicaSets.filter(ofSubject), finalObjects.pods.filter(ofSubject)];
  return [
    ...(deployment === null ? [] : [line('Deployment', comparableDeployment(deployment))]),
    ...replicaSets.map((one) => line('ReplicaSet', comparableReplicaSet(one))).sort(),
    ...pods.map((one) => line('Pod', comparablePod(one))).sort(),
  ];
}

export function finalLines({ deployment, replicaSets, pods }: ModelState): readonly string[] {
  return [
    ...(deployment === null ? [] : [line('Deployment', shownDeployment(deployment))]),
    ...replicaSets.map((one) => line('ReplicaSet', shownReplicaSet(one))).sort(),
    ...pods.map((one) => line('Pod', shownPod(one))).sort(),
  ];
}

function line(kind: string, object: unknown): string {
  return `${kind} ${canonicalJson(withoutZeros(object as Json))}`;
}

// What is empty, zero or false is not stored.
function withoutZeros(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => withoutZeros(one as Json) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, Json> = {};
  for (const [key, field] of Object.entries(value as JsonObject)) {
    const clean = withoutZeros(field);
    if (clean === undefined || clean === null || clean === 0 || clean === false || clean === '') continue;
    if (typeof clean === 'object' && Object.keys(clean).length === 0) continue;
    kept[key] = clean;
  }
  return kept;
}

function comparableDeployment({ metadata, spec, status }: any): unknown {
  const { name, generation, labels, annotations } = metadata;
  return { name, generation, labels, annotations, spec, status: comparableStatus(status) };
}

function comparableStatus(status: any): unknown {
  const conditions = (status.conditions ?? []).map(({ type, status: value, reason, message }: any) => ({
    type,
    value,
    reason,
    message: masked(message),
  }));
  return { ...status, conditions: conditions.sort((a: any, b: any) => (a.type < b.type ? -1 : 1)) };
}

function masked(message: string): string {
  return message.replace(/(pods ")([a-z0-9.-]+)[bcdfghjklmnpqrstvwxz2456789]{5}"/g, '$1$2*****"');
}

function comparableReplicaSet({ metadata, spec, status }: any): unknown {
  const { name, generation, labels, annotations, ownerReferences } = metadata;
  const { replicas, minReadySeconds, template } = spec;
  const owned = ownerReferences !== undefined;
  return {
    name,
    generation,
    labels,
    annotations,
    owned,
    replicas,
    minReadySeconds,
    template,
    status: comparableStatus(status),
  };
}

function comparablePod({ metadata, spec, status }: any): unknown {
  const ready = status.conditions?.some(({ type, status: value }: any) => type === 'Ready' && value === 'True');
  const images = spec.containers.map(({ image }: any) => image);
  const terminating = metadata.deletionTimestamp !== undefined;
  return { name: metadata.name.slice(0, -5), phase: status.phase, ready, images, terminating };
}

function shownDeployment({ name, generation, labels, annotations, spec, status }: ModelDeployment): unknown {
  return { name, generation, labels, annotations, spec, status: comparableStatus(status) };
}

function shownReplicaSet(replicaSet: ModelReplicaSet): unknown {
  const {
    name,
    generation,
    labels,
    annotations,
    ownerUid,
    podTemplateHash,
    template,
    replicas,
    minReadySeconds,
    status,
  } = replicaSet;
  const hashed = podTemplateHash === '' ? {} : { 'pod-template-hash': podTemplateHash };
  const metadata = { ...template.metadata, labels: { ...template.metadata?.labels, ...hashed } };
  const shown = { replicas, minReadySeconds, template: { ...template, metadata }, status: comparableStatus(status) };
  return { name, generation, labels, annotations, owned: ownerUid !== null, ...shown };
}

function shownPod({ name, phase, ready, images, deletionTimestamp }: ModelPod): unknown {
  return { name: name.slice(0, -5), phase, ready, images, terminating: deletionTimestamp !== undefined };
}
