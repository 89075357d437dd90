import type { ClusterObject } from '#libs/sighting';
import { type ReadContainer, type ReadStatus, readStatus } from './read-status.js';

/** Of a pod, what is told of it. */
export type PodState = Readonly<{
  ready: boolean;
  terminating: boolean;
  restarts: number;
  /** What it waits for; undefined when it is ready, or starts as it should. */
  waiting?: Waiting;
  /** When it is something else though nothing happens: it starts for too long, or has not crashed for long enough. */
  until?: number;
}>;

type Waiting = Readonly<{ reason: string; message: string; container: string }>;

/** As long as this, pods start without a reason being told. */
const STARTS_MILLISECONDS = 60_000;
/** A container that ended so often is taken to crash again until it has run for ten minutes, as the kubelet does. */
const MOST_RESTARTS = 3;
const RUNS_MILLISECONDS = 600_000;

export function podState(pod: ClusterObject, now: number): PodState {
  const status = readStatus(pod);
  const { terminating, containers } = status;
  const restarts = containers.reduce((sum, container) => sum + container.restarts, 0);
  return { terminating, restarts, ...readinessOf(status, now) };
}

function readinessOf(status: ReadStatus, now: number): Pick<PodState, 'ready' | 'waiting' | 'until'> {
  const waiting = waitingOf(status.containers) ?? unscheduled(status);
  if (waiting !== undefined) return { ready: false, waiting };
  const crashing = status.containers.find((container) => isCrashing(container, now));
  if (crashing !== undefined) return { ready: false, ...crashed(crashing) };
  if (status.isReady) return { ready: true };
  const until = status.unreadySince + STARTS_MILLISECONDS;
  return now < until ? { ready: false, until } : { ready: false, waiting: slow(status) };
}

// How every pod begins.
const STARTING: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);

function waitingOf(containers: readonly ReadContainer[]): Waiting | undefined {
  const found = containers.find(({ waiting }) => !STARTING.has(waiting.reason));
  if (found === undefined) return undefined;
  const { waiting, name } = found;
  return { reason: waiting.reason, message: withEnd(waiting.message, found), container: name };
}

function withEnd(message: string, { ended }: ReadContainer): string {
  return ended === undefined ? message : `${message}; ${ended.how}`;
}

function unscheduled({ unscheduled: why }: ReadStatus): Waiting | undefined {
  return why.reason === '' ? undefined : { ...why, container: '-' };
}

// Between two crashes it runs, and may be ready for seconds: that is nothing new.
function isCrashing({ restarts, isRunning, ended }: ReadContainer, now: number): boolean {
  return restarts >= MOST_RESTARTS && isRunning && ended !== undefined && now < ended.at + RUNS_MILLISECONDS;
}

function crashed(container: ReadContainer): Pick<PodState, 'waiting' | 'until'> {
  const { name, restarts, ended } = container;
  const message = withEnd(`restarted ${restarts} times`, container);
  const waiting = { reason: 'CrashLoopBackOff', message, container: name };
  return { waiting, ...(ended && { until: ended.at + RUNS_MILLISECONDS }) };
}

// It starts for long, or fails its probes: the first container that is not ready says which.
function slow({ containers, whyUnready }: ReadStatus): Waiting {
  const first = containers.find(({ ready }) => !ready);
  const reason = first === undefined ? 'Pending' : slowReason(first);
  return { reason, message: whyUnready || reason, container: first?.name ?? '-' };
}

function slowReason({ waiting, isRunning }: ReadContainer): string {
  return waiting.reason || (isRunning ? 'NotReady' : 'Pending');
}
