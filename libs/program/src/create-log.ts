import { destination, pino, stdTimeFunctions, type Level, type Logger } from 'pino';

export type Log = Logger;

/** One JSON object a line on standard error; times are ISO 8601. */
export function createLog(program: string, level: Level | 'silent'): Log {
  const options = {
    level,
    base: { program },
    timestamp: stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization'],
  };
  // Written at once: the last words before an end are the ones that matter.
  return pino(options, destination({ dest: 2, sync: true }));
}
