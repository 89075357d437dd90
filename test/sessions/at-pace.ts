import type { RecordedCommand } from './recorded-session.js';

/** A command that is typed where a recorded second lasts `pace` of them: how long it waits at most is stretched as well. */
export function atPace<Command extends RecordedCommand>(command: Command, pace: number): Command {
  if (pace === 1) return command;
  const { args, killedAfterSeconds } = command;
  return {
    ...command,
    args: args.map((arg) => stretched(arg, pace)),
    ...(killedAfterSeconds !== undefined && { killedAfterSeconds: killedAfterSeconds * pace }),
  };
}

function stretched(arg: string, pace: number): string {
  return arg.replace(
    /^(--(?:request-)?timeout=)([\d.]+)(ms|s|m)$/,
    (_, option: string, number: string, unit: string) => `${option}${Number(number) * pace}${unit}`,
  );
}
