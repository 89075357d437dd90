import { type Observation, replay } from '#libs/controller';
import type { ModelState } from '#libs/controller';
import type { Trace, TraceObservation, TraceStep } from './recorded-trace.js';

/** When a step happens in the model, in milliseconds since 1970. */
export type StepTimes = Readonly<{
  /** From when on the kubelet keeps still for it. */ start: number;
  write: number;
  done: number;
}>;

// The recorder kept the kubelet from writing so long before a step began and after it was done.
const FREE_BEFORE = 150;
const FREE_AFTER = 200;
// Within this time the model's kubelet has done what a step waits for.
const LONG = 600_000;

/** The write a step made to an object of the recording, if it made one. */
export function writeOf({ observations }: Trace, step: TraceStep): TraceObservation | undefined {
  const until = (step.doneSeconds ?? step.atSeconds) + 0.25;
  return observations.find((one) => one.t >= step.atSeconds && one.t <= until && isBy(one, step));
}

function isBy({ by, kind }: TraceObservation, { user, command, kubelet }: TraceStep): boolean {
  if (kubelet !== undefined) return kind === 'Pod';
  return by?.startsWith(`${user} `) === true || (command?.includes('delete') === true && by === 'delete');
}

export function writtenSeconds(trace: Trace, step: TraceStep): number {
  return writeOf(trace, step)?.t ?? step.doneSeconds ?? step.atSeconds;
}

/**
 * The times of a step. One that waited for the kubelet comes as long after the same action of the model's kubelet as it was
 * recorded after the real one.
 */
export function stepTimes(trace: Trace, index: number, state: ModelState): StepTimes {
  const step = trace.steps[index]!;
  const base = Date.parse(trace.startedAt);
  const { from, shift } = waited(trace, index, state);
  const at = (seconds: number): number => base + toMilliseconds(seconds) + shift;
  const start = Math.max(from, at(step.atSeconds) - FREE_BEFORE);
  return {
    start,
    write: Math.max(start, at(writtenSeconds(trace, step))),
    done: at(step.doneSeconds ?? step.atSeconds) + FREE_AFTER,
  };
}

function waited(trace: Trace, index: number, state: ModelState): Readonly<{ from: number; shift: number }> {
  const count = trace.steps[index]!.trigger.kubeletActionsSincePreviousStep;
  if (count === undefined || state.settings.podFacts === 'observed') return { from: state.now, shift: 0 };
  const since = index === 0 ? 0 : writtenSeconds(trace, trace.steps[index - 1]!);
  const recorded = trace.observations.filter((one) => one.t > since && isKubeletAction(one))[count - 1];
  const action = replay(state, [], state.now + LONG).observations.filter(isActionOfModel)[count - 1];
  if (recorded === undefined || action === undefined) return { from: state.now, shift: 0 };
  return { from: action.at, shift: action.at - Date.parse(trace.startedAt) - toMilliseconds(recorded.t) };
}

/** Whether the kubelet said that a pod starts or is gone. */
export function isKubeletAction({ by, type, kind }: TraceObservation): boolean {
  if (kind !== 'Pod' || by?.startsWith('system:node:') !== true) return false;
  return type === 'DELETED' || by.includes('patch');
}

function isActionOfModel(one: Observation): boolean {
  return one.kind === 'Pod' && one.rule.startsWith('kubelet:') && one.object.reason !== 'ImagePullBackOff';
}

export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
