import type { Container, JsonObject } from '#libs/kubernetes';
import { apiTime } from './api-time.js';
import { qosClass } from './qos-class.js';
import type { PodFacts } from './pod-facts.js';

/** `status` of a pod. Until its containers run it is only Pending: the kubelet has said nothing of it. */
export function podStatus(facts: PodFacts): JsonObject {
  const quality = { qosClass: qosClass(facts.template.spec) };
  if (hasStarted(facts)) return { ...startedStatus(facts), ...quality };
  if (!UNTOLD.has(facts.status)) return { ...waitingStatus(facts), ...quality };
  const conditions = facts.node === undefined ? [] : [scheduled(facts)];
  return { phase: 'Pending', ...(conditions.length > 0 && { conditions }), ...quality };
}

// Words that say nothing of why a container does not run.
const UNTOLD: ReadonlySet<string> = new Set(['Pending', 'ContainerCreating', 'Terminating']);

/** Whether its containers have ever run, so that it has an address. */
export function hasStarted({ status, ready }: Pick<PodFacts, 'status' | 'ready'>): boolean {
  return ready || status === 'Running';
}

function startedStatus(facts: PodFacts): JsonObject {
  const { ready, readySince, since, createdAt, ip } = facts;
  const turned = ready ? (readySince ?? since) : since;
  const readiness = ready ? { status: 'True' } : { status: 'False', ...unready(facts) };
  return {
    phase: 'Running',
    conditions: [
      condition('Initialized', { status: 'True' }, createdAt),
      condition('Ready', readiness, turned),
      condition('ContainersReady', readiness, turned),
      scheduled(facts),
    ],
    hostIP: HOST_IP,
    ...(ip !== undefined && { podIP: ip, podIPs: [{ ip }] }),
    startTime: apiTime(createdAt),
    containerStatuses: containersOf(facts).map(({ name, image = '' }) => ({
      name,
      state: { running: { startedAt: apiTime(readySince ?? createdAt) } },
      lastState: {},
      ready,
      restartCount: 0,
      image,
      imageID: `sha256:${image}`,
      containerID: `containerd://${facts.uid}`,
      started: true,
    })),
  };
}

// The address of the one node that the model has.
const HOST_IP = '10.1.0.1';

function waitingStatus(facts: PodFacts): JsonObject {
  const { status: reason } = facts;
  return waitingFor(facts, (image) =>
    reason === 'ImagePullBackOff' ? { reason, message: `Back-off pulling image "${image}"` } : { reason },
  );
}

/** `status` of a pod on a node of which no container runs, and why each does not. */
export function waitingFor(
  facts: Pick<PodFacts, 'createdAt' | 'template'>,
  why: (image: string) => JsonObject,
): JsonObject {
  const readiness = { status: 'False', ...unready(facts) };
  return {
    phase: 'Pending',
    conditions: [
      condition('Initialized', { status: 'True' }, facts.createdAt),
      condition('Ready', readiness, facts.createdAt),
      condition('ContainersReady', readiness, facts.createdAt),
      scheduled(facts),
    ],
    hostIP: HOST_IP,
    startTime: apiTime(facts.createdAt),
    containerStatuses: containersOf(facts).map(({ name, image = '' }) => ({
      name,
      state: { waiting: why(image) },
      lastState: {},
      ready: false,
      restartCount: 0,
      image,
      imageID: '',
      started: false,
    })),
  };
}

function containersOf({ template }: Pick<PodFacts, 'template'>): readonly Container[] {
  return template.spec.containers;
}

function scheduled({ createdAt }: Pick<PodFacts, 'createdAt'>): JsonObject {
  return condition('PodScheduled', { status: 'True' }, createdAt);
}

function condition(type: string, says: JsonObject, turned: Date): JsonObject {
  const { status, ...why } = says;
  return {
    type,
    ...(status !== undefined && { status }),
    lastProbeTime: null,
    lastTransitionTime: apiTime(turned),
    ...why,
  };
}

function unready(facts: Pick<PodFacts, 'template'>): JsonObject {
  const names = containersOf(facts).map(({ name }) => name);
  return { reason: 'ContainersNotReady', message: `containers with unready status: [${names.join(' ')}]` };
}
