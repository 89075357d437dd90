import { parseArgs } from 'node:util';

/** How the sessions are to be typed. */
export type RunArguments = Readonly<{
  /** A path, or `all`; the one on PATH when left out. */
  kubectl?: string;
  /** Recorded seconds last this many. */
  pace: number;
  /** All of the repository when none is named. */
  files: readonly string[];
}>;

/** Reads `[--kubectl PATH|all] [--pace N] [FILE…]`. */
export function readArguments(given: readonly string[]): RunArguments {
  const options = { kubectl: { type: 'string' }, pace: { type: 'string', default: '1' } } as const;
  const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
  const pace = Number(values.pace);
  if (!(pace >= 1 && pace <= 10)) throw new Error(`--pace: must be a number from 1 to 10, not ${values.pace}`);
  return { ...(values.kubectl !== undefined && { kubectl: values.kubectl }), pace, files: positionals };
}
