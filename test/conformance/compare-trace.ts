import { compareEvents } from './compare-events.js';
import { compareOutcomes } from './compare-outcomes.js';
import { compareStates } from './compare-states.js';
import { compareLists, type Part } from './difference.js';
import { comparableEvents, recordedEvents } from './events.js';
import { finalLines, recordedFinalLines } from './final-objects.js';
import { historyLines, recordedHistoryLines } from './history-lines.js';
import { play, type PodFacts } from './play.js';
import { modelStates, recordedQuietStates } from './quiet-states.js';
import { subjectOf, type Trace } from './recorded-trace.js';
import { modelScalings, recordedScalings } from './scalings.js';

export type Comparison = Part &
  Readonly<{
    name: string;
    steps: number;
    /** Whether the model's own kubelet said when pods start and end, or the recording did. */
    podFacts: PodFacts;
  }>;

/**
 * Replays a trace and compares all that must be equal. At first the model says itself when pods start and end. Where pods of
 * several ReplicaSets are made or ended in one instant, their order in a recording is chance (the controller has several workers),
 * and the kubelet keeps to it: if there are differences, the recorded starts and ends are fed instead.
 */
export function compareTrace(trace: Trace): Comparison {
  const predicted = compareWith(trace, 'predicted');
  if (predicted.differences.length === 0) return predicted;
  const observed = compareWith(trace, 'observed');
  return observed.differences.length < predicted.differences.length ? observed : predicted;
}

function compareWith(trace: Trace, podFacts: PodFacts): Comparison {
  const { state, observations, outcomes, unknown, base } = play(trace, podFacts);
  // Long names are cut in the names of ReplicaSets and pods.
  const subject = subjectOf(trace).slice(0, 40);
  const parts = [
    compareOutcomes(trace, outcomes, subject),
    compareLists('a happening that cannot be played', [], unknown),
    compareStates(recordedQuietStates(trace, subject), modelStates(observations, base)),
    compareLists('scaling', recordedScalings(trace, subject), modelScalings(observations)),
    compareEvents(recordedEvents(trace, subject), comparableEvents(observations)),
    compareLists('final object', recordedFinalLines(trace, subject), finalLines(state)),
    compareLists('history', recordedHistoryLines(trace, subject), historyLines(state)),
  ];
  return {
    name: trace.name,
    steps: trace.steps.length,
    podFacts,
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
    races: parts.reduce((sum, part) => sum + part.races, 0),
    differences: parts.flatMap((part) => part.differences),
  };
}
