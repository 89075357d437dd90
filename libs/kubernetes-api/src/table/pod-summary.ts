import { type JsonObject, objectOf } from '#libs/kubernetes';
import { itemsOf, textOf } from '../json/reading.js';
import { initSummary } from './init-containers.js';
import { lastRestart, restartsOf } from './restarts.js';
import { signalOrExitCode } from './termination-word.js';

/** What a row says of a pod. */
export type PodSummary = Readonly<{
  ready: number;
  total: number;
  /** One word, such as Running, Terminating, CrashLoopBackOff, Init:0/1. */
  status: string;
  restarts: number;
  restartedAt: string | undefined;
}>;

/** Sums a pod's containers up in one word, as Kubernetes does (`printPod` of its printers). */
export function podSummary(pod: JsonObject): PodSummary {
  const init = initSummary(pod);
  const { containerStatuses } = objectOf(pod.status);
  const statuses = itemsOf(containerStatuses);
  const hasBegun = init.status === undefined || hasCondition(pod, 'Initialized');
  const counted = hasBegun ? [...init.restartable, ...statuses] : init.statuses;
  return {
    ready: init.ready + (hasBegun ? statuses.filter(isRunningReady).length : 0),
    total: itemsOf(objectOf(pod.spec).containers).length + init.restartableCount,
    status: ending(pod) ?? wordOf(pod, init.status, hasBegun ? statuses : []),
    restarts: restartsOf(counted),
    restartedAt: lastRestart(counted),
  };
}

// A pod on a node that cannot be reached may run or not; one that has ended needs no ending.
function ending({ metadata, status }: JsonObject): string | undefined {
  if (objectOf(metadata).deletionTimestamp === undefined) return undefined;
  const { reason, phase } = objectOf(status);
  if (reason === 'NodeLost') return 'Unknown';
  return phase === 'Succeeded' || phase === 'Failed' ? undefined : 'Terminating';
}

function wordOf(pod: JsonObject, initWord: string | undefined, statuses: readonly JsonObject[]): string {
  const word = firstWord(statuses) ?? initWord ?? wordOfPhase(pod);
  if (word !== 'Completed' || !statuses.some(isRunningReady)) return word;
  return hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
}

function wordOfPhase({ status }: JsonObject): string {
  const { phase, reason, conditions } = objectOf(status);
  const isGated = itemsOf(conditions).some((it) => it.type === 'PodScheduled' && it.reason === 'SchedulingGated');
  if (isGated) return 'SchedulingGated';
  return textOf(reason) || textOf(phase);
}

// What holds the first container up says more than what holds up the others.
function firstWord(statuses: readonly JsonObject[]): string | undefined {
  return statuses.map(containerWord).find((word) => word !== undefined);
}

function containerWord({ state }: JsonObject): string | undefined {
  const { waiting, terminated } = objectOf(state);
  const waitingFor = textOf(objectOf(waiting).reason);
  if (waitingFor !== '') return waitingFor;
  if (terminated === undefined) return undefined;
  return textOf(objectOf(terminated).reason) || signalOrExitCode(objectOf(terminated));
}

// Only a container that neither waits with a reason nor has ended counts.
function isRunningReady(container: JsonObject): boolean {
  return containerWord(container) === undefined && container.ready === true && hasRunning(container);
}

function hasRunning({ state }: JsonObject): boolean {
  return objectOf(state).running !== undefined;
}

function hasCondition({ status }: JsonObject, type: string): boolean {
  return itemsOf(objectOf(status).conditions).some((it) => it.type === type && it.status === 'True');
}
