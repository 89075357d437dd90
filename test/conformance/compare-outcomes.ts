import type { Difference, Part } from './difference.js';
import type { StepOutcome } from './play-command.js';
import type { Trace, TraceStep } from './recorded-trace.js';
import { writeOf } from './step-times.js';

/** Compares for every command whether it wrote something, nothing, or was refused in which words. */
export function compareOutcomes(trace: Trace, outcomes: readonly StepOutcome[], subject: string): Part {
  const steps = trace.steps.filter(({ command }) => command !== undefined);
  const differences = steps.flatMap((step, index): readonly Difference[] => {
    const outcome = outcomes[index];
    const recorded = recordedOutcome(trace, step, subject);
    const model = modelOutcome(step, outcome);
    return recorded === model ? [] : [{ what: `step ${index + 1}: ${step.command ?? ''}`, recorded, model }];
  });
  return { compared: steps.length, races: 0, differences };
}

function recordedOutcome(trace: Trace, step: TraceStep, subject: string): string {
  if (writeOf(trace, step)?.name.startsWith(subject) === true) return 'a write';
  return step.exitCode === 0 ? 'nothing written' : errorOf(step);
}

// What the API server refuses for reasons of its own is not the model's to judge: the recorded error stands.
function modelOutcome(step: TraceStep, outcome: StepOutcome | undefined): string {
  if (outcome === undefined) return 'not played';
  if (outcome.unplayable !== null) return `cannot be played: ${outcome.unplayable}`;
  if (outcome.wrote) return 'a write';
  return outcome.error ?? (step.exitCode === 0 ? 'nothing written' : errorOf(step));
}

function errorOf({ stderr = '' }: TraceStep): string {
  return /^error: (.*)$/m.exec(stderr)?.[1] ?? stderr.trim();
}
