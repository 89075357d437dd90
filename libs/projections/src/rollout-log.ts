import type { ModelDeployment } from '#libs/controller';
import type { Hindrance, Moment, RolloutOutcome, RolloutRow, RolloutStep } from './view-writes.js';

/** A rollout so far. It has no number until its ReplicaSet has one, and is measured first at the end of its first instant. */
export type RolloutProgress = Omit<RolloutRow, 'toRevision' | 'lowestAvailable'> &
  Readonly<{ toRevision?: number; lowestAvailable?: number; running: boolean }>;

/** Rollouts oldest first; only the last can be running. */
export type RolloutLog = RolloutProgress[];

/** What a rollout is measured by, at the end of an instant. */
export type RolloutMoment = Readonly<{
  at: Moment;
  deployment: ModelDeployment | undefined;
  pods: number;
  /** The revision whose ReplicaSet bears the Deployment's template; undefined while there is none. */
  revision: () => number | undefined;
}>;

// A rollout that never gets ready can be scaled for ever: what it keeps of that must have an end.
const MOST_STEPS = 1000;

export function startRollout(log: RolloutLog, start: Pick<RolloutRow, 'change' | 'fromRevision' | 'startedAt'>): void {
  log.push({ ...start, mostPods: 0, steps: [], running: true });
}

/** Ends the running rollout from outside; one that missed its deadline has failed before. */
export function endRollout(log: RolloutLog, outcome: RolloutOutcome, moment: RolloutMoment): void {
  const measured = measure(running(log), moment);
  if (measured === undefined) return;
  const toRevision = measured.toRevision ?? moment.revision();
  log[log.length - 1] = {
    ...measured,
    ...(toRevision !== undefined && { toRevision }),
    ...(measured.outcome === undefined && { outcome, endedAt: moment.at }),
    running: false,
  };
}

export function addStep(log: RolloutLog, step: RolloutStep): void {
  const rollout = running(log);
  if (rollout === undefined || rollout.steps.length >= MOST_STEPS) return;
  log[log.length - 1] = { ...rollout, steps: [...rollout.steps, step] };
}

/** Notes what the running rollout was seen to wait for, since when it waits for that. */
export function noteHindrance(log: RolloutLog, hindrance: Hindrance | undefined): void {
  const rollout = running(log);
  if (rollout === undefined || rollout.hindrance?.reason === hindrance?.reason) return;
  const { hindrance: _, ...rest } = rollout;
  log[log.length - 1] = { ...rest, ...(hindrance && { hindrance }) };
}

/** Looks at the running rollout at the end of an instant. */
export function watchRollout(log: RolloutLog, moment: RolloutMoment): void {
  const rollout = measure(running(log), moment);
  if (rollout === undefined) return;
  const toRevision = rollout.toRevision ?? moment.revision();
  const { outcome: _outcome, endedAt, ...rest } = { ...rollout, ...(toRevision !== undefined && { toRevision }) };
  if (toRevision !== undefined && isComplete(moment.deployment)) {
    const { hindrance: _hindrance, ...through } = rest;
    log[log.length - 1] = { ...through, outcome: 'Complete', endedAt: moment.at, running: false };
  } else if (hasMissedDeadline(moment.deployment)) {
    log[log.length - 1] = { ...rest, outcome: 'ProgressDeadlineExceeded', endedAt: endedAt ?? moment.at };
  } else log[log.length - 1] = rest;
}

/** Rollouts that a later change can still alter, or that a cut where the oldest of them began would take away. */
export function unsettledRollouts(log: RolloutLog, at: Moment): readonly RolloutProgress[] {
  const from = rolloutsFrom(log, at);
  return log.filter(({ startedAt }) => startedAt >= from);
}

/** Where the running rollout began; the moment itself when none is running. */
export function rolloutsFrom(log: readonly RolloutProgress[], at: Moment): Moment {
  return running(log)?.startedAt ?? at;
}

/** Those that got a number. */
export function rolloutRows(log: RolloutLog): readonly RolloutRow[] {
  return log.flatMap(({ running: _running, toRevision, lowestAvailable, ...row }) =>
    toRevision === undefined ? [] : [{ ...row, toRevision, lowestAvailable: lowestAvailable ?? 0 }],
  );
}

function running(log: readonly RolloutProgress[]): RolloutProgress | undefined {
  const last = log.at(-1);
  return last?.running === true ? last : undefined;
}

function measure(rollout: RolloutProgress | undefined, { deployment, pods }: RolloutMoment) {
  if (rollout === undefined) return undefined;
  const available = deployment?.status.availableReplicas ?? 0;
  const lowestAvailable = Math.min(rollout.lowestAvailable ?? available, available);
  return { ...rollout, lowestAvailable, mostPods: Math.max(rollout.mostPods, pods) };
}

// deployment_util.go, DeploymentComplete.
function isComplete(deployment: ModelDeployment | undefined): boolean {
  if (deployment === undefined) return false;
  const { spec, status, generation } = deployment;
  const counts = [status.updatedReplicas, status.replicas, status.availableReplicas];
  return status.observedGeneration >= generation && counts.every((count) => count === spec.replicas);
}

function hasMissedDeadline(deployment: ModelDeployment | undefined): boolean {
  return deployment?.status.conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded') === true;
}
