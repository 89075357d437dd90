import type { Log } from './create-log.js';

// `npm start` hands on the Ctrl-C that the terminal has sent to the whole group: one press arrives twice.
const ONE_PRESS_MILLISECONDS = 1000;

/** Resolves when the process is told to stop: with nothing, or with what went wrong. A second Ctrl-C ends it at once. */
export function listenForStop(log: Log): Promise<string | undefined> {
  return new Promise((resolve) => {
    let stoppingSince: number | undefined;
    const onSignal = (signal: NodeJS.Signals): void => {
      const now = performance.now();
      if (stoppingSince === undefined) log.info({ signal }, 'stopping');
      else if (signal === 'SIGINT' && now - stoppingSince > ONE_PRESS_MILLISECONDS) process.exit(130);
      stoppingSince ??= now;
      resolve(undefined);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    const onFault = (error: unknown): void => {
      log.fatal({ err: error }, 'a fault that nobody caught');
      resolve(error instanceof Error ? error.message : String(error));
    };
    process.on('uncaughtException', onFault);
    process.on('unhandledRejection', onFault);
  });
}
