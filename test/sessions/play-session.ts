import { setTimeout as sleep } from 'node:timers/promises';
import { atPace } from './at-pace.js';
import { openKubectlFolder } from './kubectl-folder.js';
import type { Outcome, RecordedSession, RecordedStep } from './recorded-session.js';
import { runKubectl, type Terminal } from './run-kubectl.js';

/** What came of a step, and of what was typed beside it, in the recorded order. */
export type PlayedStep = Outcome &
  Readonly<{
    during: readonly Outcome[];
    /** How much longer than recorded it took from the step before to this one. */
    lateSeconds: number;
  }>;

export type Stage = Omit<Terminal, 'folder'> &
  Readonly<{
    /** Its path. */
    kubectl: string;
    /** Told before each step begins. */
    beforeStep?: (step: RecordedStep) => void;
    /** Recorded seconds last this many; 1 when not said. */
    pace?: number;
  }>;

/**
 * Types a session, each step at its recorded moment and never before it. A step that begins late moves all after it, so that
 * what lay between two commands lies between them again.
 */
export async function playSession(session: RecordedSession, stage: Stage): Promise<readonly PlayedStep[]> {
  const { pace = 1 } = stage;
  const kubectl = { path: stage.kubectl, calledAs: nameOfKubectl(session) };
  const folder = await openKubectlFolder(kubectl, session.files);
  try {
    const terminal = { ...stage, folder };
    const played: PlayedStep[] = [];
    let began = performance.now();
    for (const step of session.steps) {
      const early = began + step.atSeconds * 1000 * pace - performance.now();
      const late = Math.max(0, -early);
      began += late;
      if (early > 0) await sleep(early);
      stage.beforeStep?.(step);
      played.push({ ...(await playStep(terminal, step, pace)), lateSeconds: late / 1000 });
    }
    return played;
  } finally {
    await folder.discard();
  }
}

async function playStep(
  terminal: Terminal,
  step: RecordedStep,
  pace: number,
): Promise<Omit<PlayedStep, 'lateSeconds'>> {
  const itself = runKubectl(terminal, atPace(step, pace));
  const beside = (step.during ?? []).map(async (command) => {
    await sleep(command.afterSeconds * 1000 * pace);
    return await runKubectl(terminal, atPace(command, pace));
  });
  return { ...(await itself), during: await Promise.all(beside) };
}

function nameOfKubectl({ steps }: RecordedSession): string {
  const recorded = steps.map(({ stdout }) => /(kubectl\S*) .*--record=true/.exec(stdout)?.[1]);
  return recorded.find((name) => name !== undefined) ?? 'kubectl';
}
