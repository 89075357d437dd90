import type { DeploymentState } from '../deployment-state.js';
import { evolve } from '../evolve.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import type { DecisionContext } from './decision-context.js';

/**
 * Decides several commands as one change, each on what the ones before it leave.
 * @throws what `decide` throws
 */
export function decideAll(
  commands: readonly [Command, ...Command[]],
  state: DeploymentState | undefined,
  context: DecisionContext,
): Decision {
  const [command, ...others] = commands;
  const first = decide(command, state, context);
  return others.reduce<Decision>((soFar, next) => {
    const present = soFar.events.reduce<DeploymentState | undefined>(evolve, state);
    return together(soFar, decide(next, present, context));
  }, first);
}

function together({ after: _, ...first }: Decision, second: Decision): Decision {
  const { events, summary, cause = first.cause, after } = second;
  const said = [first, second].filter((decision) => decision.events.length > 0).map((decision) => decision.summary);
  return {
    ...first,
    events: [...first.events, ...events],
    summary: said.length === 0 ? summary : said.join('; '),
    ...(cause !== undefined && { cause }),
    ...(after && { after }),
  };
}
