import type { ModelDeployment, ModelPod, ModelReplicaSet, ModelState } from '#libs/controller';
import { canonicalJson, type Json } from '#libs/kubernetes';
import { jsonAt, listAt, objectAt, textAt } from './json-at.js';
import { maskedMessage } from './masked-message.js';
import type { Trace } from './recorded-trace.js';
import { withoutEmpty } from './without-empty.js';

/** The final objects, a line each, without uids, times, managed fields and the suffixes of pods' names. */
export function recordedFinalLines({ finalObjects }: Trace, subject: string): readonly string[] {
  const { deployment, replicaSets, pods } = finalObjects;
  const ofSubject = (one: Json): boolean => textAt(one, 'metadata', 'name').startsWith(subject);
  return [
    ...(deployment === null ? [] : [line('Deployment', recordedDeployment(deployment))]),
    ...replicaSets
      .filter(ofSubject)
      .map((one) => line('ReplicaSet', recordedReplicaSet(one)))
      .sort(),
    ...pods
      .filter(ofSubject)
      .map((one) => line('Pod', recordedPod(one)))
      .sort(),
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
  return `${kind} ${canonicalJson(withoutEmpty(object as Json))}`;
}

function recordedDeployment(object: Json): unknown {
  const { name, generation, labels, annotations } = objectAt(object, 'metadata');
  return {
    name,
    generation,
    labels,
    annotations,
    spec: jsonAt(object, 'spec'),
    status: comparableStatus(jsonAt(object, 'status')),
  };
}

function shownDeployment({ name, generation, labels, annotations, spec, status }: ModelDeployment): unknown {
  return { name, generation, labels, annotations, spec, status: comparableStatus(status) };
}

function comparableStatus(status: Json | undefined): unknown {
  const conditions = listAt(status, 'conditions').map((one) => {
    const [type, value, reason] = [textAt(one, 'type'), textAt(one, 'status'), textAt(one, 'reason')];
    return { type, value, reason, message: maskedMessage(textAt(one, 'message')) };
  });
  return { ...objectAt(status), conditions: conditions.sort((a, b) => (a.type < b.type ? -1 : 1)) };
}

function recordedReplicaSet(object: Json): unknown {
  const { name, generation, labels, annotations, ownerReferences } = objectAt(object, 'metadata');
  const { replicas, minReadySeconds, template } = objectAt(object, 'spec');
  const shown = { replicas, minReadySeconds, template, status: comparableStatus(jsonAt(object, 'status')) };
  return { name, generation, labels, annotations, owned: ownerReferences !== undefined, ...shown };
}

function shownReplicaSet(replicaSet: ModelReplicaSet): unknown {
  const { name, generation, labels, annotations, ownerUid, podTemplateHash, template } = replicaSet;
  const { replicas, minReadySeconds, status } = replicaSet;
  const hashed = podTemplateHash === '' ? {} : { 'pod-template-hash': podTemplateHash };
  const metadata = { ...template.metadata, labels: { ...template.metadata?.labels, ...hashed } };
  const shown = {
    replicas,
    minReadySeconds,
    template: { ...template, metadata },
    status: comparableStatus(status),
  };
  return { name, generation, labels, annotations, owned: ownerUid !== null, ...shown };
}

function recordedPod(object: Json): unknown {
  const ready = listAt(object, 'status', 'conditions').some(
    (one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True',
  );
  const images = listAt(object, 'spec', 'containers').map((container) => textAt(container, 'image'));
  const terminating = jsonAt(object, 'metadata', 'deletionTimestamp') !== undefined;
  const name = textAt(object, 'metadata', 'name').slice(0, -5);
  return { name, phase: textAt(object, 'status', 'phase'), ready, images, terminating };
}

function shownPod({ name, phase, ready, images, deletionTimestamp }: ModelPod): unknown {
  return { name: name.slice(0, -5), phase, ready, images, terminating: deletionTimestamp !== null };
}
