import type { Log } from './create-log.js';
import { isRefusal } from './is-refusal.js';
import { listenForStop } from './listen-for-stop.js';

/** What a program has running once it is up. */
export type Running = Readonly<{
  /** Ends everything in order, and answers whether it all ended by itself. */
  stop: () => Promise<boolean>;
  /** Resolves when something that the program cannot do without has ended. */
  failed?: Promise<string>;
}>;

/**
 * Starts a program, waits until it is told to stop (Ctrl-C, SIGTERM) or fails, stops it, and ends the process: 0 after a clean
 * end, 1 otherwise. A second Ctrl-C ends it at once. A start that fails has cleared up behind itself.
 */
export async function runProgram(start: () => Promise<Running>, log: Log): Promise<never> {
  const stopAsked = listenForStop(log);
  const running = await start().catch((error: unknown) => explain(error));
  const failure = await Promise.race([stopAsked, ...(running.failed === undefined ? [] : [running.failed])]);
  if (failure !== undefined) log.fatal({ reason: failure }, 'the program cannot go on');
  const clean = await running.stop().catch((error: unknown) => {
    log.error({ err: error }, 'the program did not end properly');
    return false;
  });
  return process.exit(failure === undefined && clean ? 0 : 1);
}

/** Says what is wrong on standard error and ends the process: a refusal in a sentence, a fault with its stack. */
export function explain(error: unknown): never {
  const text = isRefusal(error) ? error.message : describe(error);
  process.stderr.write(`rollbook: ${text}\n`);
  return process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
