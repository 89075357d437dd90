import { type JsonObject, objectOf } from '#libs/kubernetes';
import { itemsOf, textOf } from '../json/reading.js';
import { signalOrExitCode } from './termination-word.js';

/** How far the init containers of a pod have come. */
export type InitSummary = Readonly<{
  /** Undefined when none holds the pod up. */
  status: string | undefined;
  /** Those looked at: all up to the one that holds the pod up. */
  statuses: readonly JsonObject[];
  /** Those of them that run beside the containers (`restartPolicy: Always`), and how many of these are ready. */
  restartable: readonly JsonObject[];
  ready: number;
  /** How many of such there are in the spec. */
  restartableCount: number;
}>;

/** Looks at the init containers in their order, up to the first that is not done. */
export function initSummary(pod: JsonObject): InitSummary {
  const containers = itemsOf(objectOf(pod.spec).initContainers);
  const sidecars = new Set(containers.filter(isRestartable).map(({ name }) => name));
  const all = itemsOf(objectOf(pod.status).initContainerStatuses);
  const isDone = (it: JsonObject): boolean => hasSucceeded(it) || hasStarted(it, sidecars);
  const holding = all.findIndex((it) => !isDone(it));
  const statuses = holding < 0 ? all : all.slice(0, holding + 1);
  return {
    status: holding < 0 ? undefined : `Init:${wordOf(all[holding] ?? {}, holding, containers.length)}`,
    statuses,
    restartable: statuses.filter(({ name }) => sidecars.has(name)),
    ready: statuses.filter((it) => !hasSucceeded(it) && hasStarted(it, sidecars) && it.ready === true).length,
    restartableCount: sidecars.size,
  };
}

function isRestartable({ restartPolicy }: JsonObject): boolean {
  return restartPolicy === 'Always';
}

function hasSucceeded({ state }: JsonObject): boolean {
  const { terminated } = objectOf(state);
  return terminated !== undefined && (objectOf(terminated).exitCode ?? 0) === 0;
}

function hasStarted({ name, started }: JsonObject, sidecars: ReadonlySet<unknown>): boolean {
  return sidecars.has(name) && started === true;
}

function wordOf({ state }: JsonObject, index: number, count: number): string {
  const { terminated, waiting } = objectOf(state);
  if (terminated !== undefined) return textOf(objectOf(terminated).reason) || signalOrExitCode(objectOf(terminated));
  const waitingFor = textOf(objectOf(waiting).reason);
  return waitingFor !== '' && waitingFor !== 'PodInitializing' ? waitingFor : `${index}/${count}`;
}
