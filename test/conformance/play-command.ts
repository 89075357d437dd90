import type { ModelState } from '#libs/controller';
import { readCommand } from './commands/command-line.js';
import { commandEffect, isDryRun, isReading } from './commands/command-effect.js';
import type { Inputs, World } from './commands/effect.js';
import { objectsOf } from './commands/manifest-verbs.js';
import { Refused } from './commands/refused.js';
import { targetsOf } from './commands/target.js';
import type { TraceStep } from './recorded-trace.js';

/** What came of a command in the model, to be compared with what was recorded. */
export type StepOutcome = Readonly<{
  wrote: boolean;
  /** Why kubectl refuses it, in its words. */
  error: string | null;
  /** Why it could not be played. */
  unplayable: string | null;
}>;

/** What of the world stays the same while a command is played. */
export type Surroundings = Omit<World, 'state'>;

/** Gives the model one input at the instant of the command; says where it leads, and whether the user's own write came of it. */
export type Give = (input: Inputs[number]) => Readonly<{ state: ModelState; wrote: boolean }>;

/** Lets a command of a recording happen. */
export function playCommand(step: TraceStep, state: ModelState, surroundings: Surroundings, give: Give): StepOutcome {
  const played = { state, wrote: false };
  try {
    playTargets(played, step, surroundings, give);
    return { wrote: played.wrote, error: null, unplayable: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isRefused = error instanceof Refused;
    return { wrote: played.wrote, error: isRefused ? reason : null, unplayable: isRefused ? null : reason };
  }
}

function playTargets(
  played: { state: ModelState; wrote: boolean },
  { command = '', manifest, exitCode, stderr }: TraceStep,
  surroundings: Surroundings,
  give: Give,
): void {
  const read = readCommand(command);
  if (isReading(read) || isRefusedByServer(exitCode, stderr)) return;
  for (const target of targetsOf(read, objectsOf(manifest), played.state)) {
    const effect = commandEffect(read, target, { ...surroundings, state: played.state });
    if (isDryRun(read)) continue;
    if (effect === 'touched') played.wrote = true;
    else for (const input of effect) noteOutcome(played, give(input));
  }
}

function noteOutcome(played: { state: ModelState; wrote: boolean }, { state, wrote }: ReturnType<Give>): void {
  played.state = state;
  played.wrote ||= wrote;
}

// What the API server refuses for reasons other than the object itself (a conflict of field managers, a missing object, a right that
// somebody has not) is not the model's to judge: the recorded error stands.
function isRefusedByServer(exitCode = 0, stderr = ''): boolean {
  return exitCode !== 0 && /Error from server|Apply failed with|the object has been modified/.test(stderr);
}
