import type { PodTemplate } from '#libs/kubernetes';
import type { ModelPod } from './model.js';
import { scheduleKubelet } from './delete-pod.js';
import { podIP, podName } from './names.js';
import { refusal } from './pod-limits.js';
import type { PodEntry, ReplicaSetEntry, Run } from './run.js';
import { addPod, recordEvent, writePod } from './writes.js';

const RULE = 'ReplicaSet: create pods';
const NODE = 'node-1';

/**
 * Makes pods in batches of 1, 2, 4 and so on, and stops after the first batch in which one is refused; the text is why
 * (replica_set.go, `slowStartBatch`). The scheduler binds them before anything else happens.
 */
export function createPods(run: Run, entry: ReplicaSetEntry, count: number): string | undefined {
  const made: PodEntry[] = [];
  let failure: string | undefined;
  for (let left = count, batch = 1; left > 0 && failure === undefined; left -= batch, batch *= 2) {
    for (let index = 0; index < Math.min(batch, left); index++) {
      const name = unusedName(run, entry);
      const refused = refusal(run, entry.value.template, name);
      if (refused === undefined) made.push(createPod(run, entry, name));
      else recordFailure(run, entry, refused);
      failure ??= refused;
    }
  }
  for (const pod of made) bind(run, pod);
  return failure;
}

function createPod(run: Run, entry: ReplicaSetEntry, name: string): PodEntry {
  const { uid, template } = entry.value;
  const pod: ModelPod = {
    name,
    replicaSet: entry.value.name,
    replicaSetUid: uid,
    createdAt: run.now,
    scheduled: false,
    phase: 'Pending',
    ready: false,
    readySince: null,
    deletionTimestamp: null,
    reason: 'ContainerCreating',
    nodeName: '',
    podIP: '',
    images: imagesOf(template),
  };
  const added = addPod(run, pod, RULE);
  tell(run, entry, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` });
  return added;
}

const images = new WeakMap<PodTemplate, readonly string[]>();

// One list for all pods of a template.
function imagesOf(template: PodTemplate): readonly string[] {
  let list = images.get(template);
  if (list === undefined) images.set(template, (list = template.spec.containers.map(({ image = '' }) => image)));
  return list;
}

function bind(run: Run, pod: PodEntry): void {
  const life = pod.owner?.value.podLife;
  writePod(run, pod, { ...pod.value, scheduled: true, nodeName: NODE, podIP: podIP(run.counter++) }, 'scheduler: bind');
  if (life !== undefined) scheduleKubelet(run, 'podStarted', pod.value.name, life.startSeconds);
}

function recordFailure(run: Run, entry: ReplicaSetEntry, failure: string): void {
  tell(run, entry, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${failure}` });
}

function tell(
  run: Run,
  { value: { name, uid } }: ReplicaSetEntry,
  { type, reason, message }: Readonly<{ type: 'Normal' | 'Warning'; reason: string; message: string }>,
): void {
  const involvedObject = { kind: 'ReplicaSet', name, uid } as const;
  recordEvent(run, { type, reason, message, source: 'replicaset-controller', involvedObject }, RULE);
}

function unusedName(run: Run, entry: ReplicaSetEntry): string {
  for (;;) {
    const name = podName(entry.value.name, entry.value.uid, entry.podsMade++);
    if (!run.pods.has(name)) return name;
  }
}
