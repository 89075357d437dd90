import type { TypedLine } from './allowance.js';
import { compareOutcome, type Comparison } from './compare-outcome.js';
import { orderByHash } from './order-by-hash.js';
import type { PlayedStep } from './play-session.js';
import type { Outcome, RecordedSession, RecordedStep } from './recorded-session.js';
import { type StepSides, timedHashes, withRecordedHashes } from './timed-hashes.js';

export type SessionComparison = Readonly<{
  session: string;
  /** The version of the kubectl that typed it now. */
  kubectl: string;
  /** How much longer it took than at its pace: what happens by itself was further on by so much, in all. */
  lateSeconds: number;
  comparisons: readonly Comparison[];
}>;

/** With which kubectl a session was typed, and how. */
export type Typing = Readonly<{
  version: string;
  pace: number;
  /** How much longer a command takes here than where the sessions were recorded. */
  slowSeconds?: number;
}>;

/** Every command line of a session, against what it got now. `isCompared` leaves steps out. */
export function compareSession(
  session: RecordedSession,
  { version, pace, slowSeconds = 0 }: Typing,
  played: readonly PlayedStep[],
  isCompared: (step: RecordedStep) => boolean = () => true,
): SessionComparison {
  const common = {
    namespace: session.namespace,
    recordedBy: session.kubectl,
    playedBy: version,
    pace,
  };
  const pairs = timedHashes(session.steps.map((step, at) => sidesOf(step, played[at])));
  const hashes = [...pairs.values()];
  const compare = (line: Pick<TypedLine, 'args' | 'lateSeconds'>, then: Outcome, now: Outcome): Comparison => {
    const [stdout, stderr] = [now.stdout, now.stderr].map((text) => withRecordedHashes(text, pairs)) as [
      string,
      string,
    ];
    return compareOutcome(
      { ...common, ...line },
      { ...then, stdout: orderByHash(then.stdout, hashes) },
      { ...now, stdout: orderByHash(stdout, hashes), stderr },
    );
  };
  const comparisons = session.steps.flatMap((step, at) => {
    if (!isCompared(step)) return [];
    const { during = [] } = step;
    const { played: outcomes } = sidesOf(step, played[at]);
    const { lateSeconds = 0 } = played[at] ?? {};
    return [step, ...during].map((command, beside) => {
      const now = outcomes[beside];
      if (now === undefined) throw new Error(`${command.args.join(' ')} was not played`);
      return compare({ args: command.args, lateSeconds: lateSeconds + slowSeconds }, command, now);
    });
  });
  const lateSeconds = played.reduce((sum, step) => sum + step.lateSeconds, 0);
  return { session: session.session, kubectl: version, lateSeconds, comparisons };
}

function sidesOf(step: RecordedStep, played: PlayedStep | undefined): StepSides {
  if (played === undefined) throw new Error(`${step.args.join(' ')} was not played`);
  return { args: step.args, recorded: [step, ...(step.during ?? [])], played: [played, ...played.during] };
}
