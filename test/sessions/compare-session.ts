import { compareOutcome, type Comparison } from './compare-outcome.js';
import type { PlayedStep } from './play-session.js';
import type { RecordedSession, RecordedStep } from './recorded-session.js';

export type SessionComparison = Readonly<{ session: string; kubectl: string; comparisons: readonly Comparison[] }>;

/** Every command line of a session, against what `kubectl` (its version) got now. `isCompared` leaves steps out. */
export function compareSession(
  session: RecordedSession,
  kubectl: string,
  played: readonly PlayedStep[],
  isCompared: (step: RecordedStep) => boolean = () => true,
): SessionComparison {
  const common = {
    namespace: session.namespace,
    recordedBy: session.kubectl,
    playedBy: kubectl,
  };
  const comparisons = session.steps.flatMap((step, at) => {
    const now = played[at];
    if (now === undefined) throw new Error(`step ${at} of ${session.session} was not played`);
    if (!isCompared(step)) return [];
    const beside = (step.during ?? []).map((command, beside) => {
      const besideNow = now.during[beside];
      if (besideNow === undefined) throw new Error(`${command.args.join(' ')} was not played`);
      return compareOutcome({ ...common, args: command.args }, command, besideNow);
    });
    return [compareOutcome({ ...common, args: step.args }, step, now), ...beside];
  });
  return { session: session.session, kubectl, comparisons };
}
