import type { Log } from './create-log.js';

/** Resolves when the process is told to stop: with nothing, or with what went wrong. */
export function listenForStop(log: Log): Promise<string | undefined> {
  return new Promise((resolve) => {
    let isStopping = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (isStopping && signal === 'SIGINT') process.exit(130);
      isStopping = true;
      log.info({ signal }, 'stopping');
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
