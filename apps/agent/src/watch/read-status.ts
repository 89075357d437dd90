import type { ClusterObject } from '#libs/sighting';

/** Of a pod's status what is looked at; what is not there is empty. */
export type ReadStatus = Readonly<{
  terminating: boolean;
  /** In the order they start in. */
  containers: readonly ReadContainer[];
  /** Its condition `Ready`. */
  isReady: boolean;
  whyUnready: string;
  /** Since when it is not ready. */
  unreadySince: number;
  /** Why no node has it. */
  unscheduled: Readonly<{ reason: string; message: string }>;
}>;

export type ReadContainer = Readonly<{
  name: string;
  ready: boolean;
  restarts: number;
  isRunning: boolean;
  waiting: Readonly<{ reason: string; message: string }>;
  /** How it ended last, and when. */
  ended: Readonly<{ how: string; at: number }> | undefined;
}>;

export function readStatus({ metadata, status }: ClusterObject): ReadStatus {
  const { deletionTimestamp, creationTimestamp = '' } = metadata as Metadata;
  const { conditions = [], containerStatuses = [], initContainerStatuses = [] } = (status ?? {}) as Status;
  return {
    terminating: deletionTimestamp !== undefined,
    containers: [...initContainerStatuses, ...containerStatuses].map(readContainer),
    unscheduled: textsOf(conditions.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False')),
    ...readinessOf(
      conditions.find(({ type }) => type === 'Ready') ?? { type: 'Ready', status: 'Unknown' },
      creationTimestamp,
    ),
  };
}

function readinessOf(
  { status, message = '', lastTransitionTime }: Condition,
  createdAt: string,
): Pick<ReadStatus, 'isReady' | 'whyUnready' | 'unreadySince'> {
  return { isReady: status === 'True', whyUnready: message, unreadySince: Date.parse(lastTransitionTime ?? createdAt) };
}

function readContainer({ name, ready, restartCount = 0, state = {}, lastState = {} }: Container): ReadContainer {
  return {
    ...{ name, ready: ready === true, restarts: restartCount, isRunning: state.running !== undefined },
    waiting: textsOf(state.waiting),
    ended: lastState.terminated && endOf(lastState.terminated),
  };
}

function textsOf({ reason = '', message = reason }: Texts = {}): ReadContainer['waiting'] {
  return { reason, message };
}

function endOf({ reason = 'Error', exitCode = 0, finishedAt = '' }: Ended): ReadContainer['ended'] {
  return { how: `ended last with ${reason}, exit code ${exitCode}`, at: Date.parse(finishedAt) };
}

type Metadata = Readonly<{ deletionTimestamp?: string; creationTimestamp?: string }>;
type Texts = Readonly<{ reason?: string; message?: string }>;
type Condition = Texts & Readonly<{ type: string; status: string; lastTransitionTime?: string }>;
type Ended = Readonly<{ reason?: string; exitCode?: number; finishedAt?: string }>;
type Container = Readonly<{
  name: string;
  ready?: boolean;
  restartCount?: number;
  state?: Readonly<{ waiting?: Texts; running?: object }>;
  lastState?: Readonly<{ terminated?: Ended }>;
}>;
type Status = Readonly<{
  conditions?: readonly Condition[];
  containerStatuses?: readonly Container[];
  initContainerStatuses?: readonly Container[];
}>;
