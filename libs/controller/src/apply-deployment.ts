import { REVISION } from './annotations.js';
import { wholeSecond } from './availability.js';
import { deleteDeployment } from './garbage-collection.js';
import type { Input } from './input.js';
import type { DeploymentStatus, ModelDeployment } from './model.js';
import type { Run } from './run.js';
import { sameJson } from './same-json.js';
import { sameTemplate } from './same-template.js';
import { writeDeployment } from './writes.js';

type Applied = Extract<Input, { kind: 'deploymentApplied' }>;

const NOTHING_YET: DeploymentStatus = {
  observedGeneration: 0,
  replicas: 0,
  updatedReplicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  unavailableReplicas: 0,
  conditions: [],
};

/** Writes what a user wants the Deployment to be. */
export function applyDeployment(run: Run, applied: Applied): void {
  if (run.deployment !== null && run.deployment.uid !== applied.deployment.uid) deleteDeployment(run, 'Background');
  run.leastRevision = Math.max(run.leastRevision, applied.revision ?? 0);
  if (run.deployment === null) {
    if (applied.isChange !== true) create(run, applied);
  } else change(run, run.deployment, applied);
  keepPodLife(run, applied);
}

function create(run: Run, { deployment, podLife }: Applied): void {
  const creationTimestamp = wholeSecond(run.now);
  const written = { generation: 1, creationTimestamp, status: NOTHING_YET, podLife };
  const created = { ...deployment, ...written, deletionTimestamp: null, foreground: false, held: false };
  writeDeployment(run, null, created, 'user: write');
}

// Spec and annotations count the generation up, labels do not (registry/apps/deployment/strategy.go, `PrepareForUpdate`).
function change(run: Run, present: ModelDeployment, { deployment, podLife, removesRevision }: Applied): void {
  const kept = removesRevision === true ? undefined : present.annotations[REVISION];
  const annotations = withRevision(deployment.annotations, kept);
  const specified = sameJson(deployment.spec, present.spec) && sameJson(annotations, present.annotations);
  const labels = sameJson(deployment.labels, present.labels) ? present.labels : deployment.labels;
  if (specified && labels === present.labels) {
    run.deployment = { ...present, podLife };
    return;
  }
  const sameSpec = sameJson(deployment.spec, present.spec);
  const spec = sameSpec ? present.spec : withKnownTemplate(deployment.spec, present.spec);
  const generation = present.generation + (specified ? 0 : 1);
  writeDeployment(run, present, { ...present, labels, annotations, spec, generation, podLife }, 'user: write');
}

function withRevision(
  annotations: ModelDeployment['annotations'],
  revision: string | undefined,
): ModelDeployment['annotations'] {
  return revision === undefined || REVISION in annotations ? annotations : { ...annotations, [REVISION]: revision };
}

// One object for one template: what was learnt of it is found again.
function withKnownTemplate(spec: ModelDeployment['spec'], present: ModelDeployment['spec']): ModelDeployment['spec'] {
  return sameJson(spec.template, present.template) ? { ...spec, template: present.template } : spec;
}

// Pods made from now on live as told with this template.
function keepPodLife(run: Run, { deployment, podLife }: Applied): void {
  for (const entry of run.replicaSets.values()) {
    if (entry.value.ownerUid !== deployment.uid || !sameTemplate(entry.value.template, deployment.spec.template))
      continue;
    entry.value = { ...entry.value, podLife };
  }
}
