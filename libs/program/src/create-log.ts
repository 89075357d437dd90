import { destination, pino, stdTimeFunctions, type Level, type Logger } from 'pino';

export type Log = Logger;

/** One JSON object a line on standard error; times are ISO 8601. */
export function createLog(program: string, level: Level | 'silent'): Log {
  const options = {
    level,
    base: { program },
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  // Written at once: the last words before an end are the ones that matter.
  return pino(options, destination({ dest: 2, sync: true }));
}

// An error of a driver holds its connection, and with it far more than anybody wants to read, or may.
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
