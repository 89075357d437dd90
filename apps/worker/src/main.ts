import { queueOf, readConfig, requireDatabaseUrl, type Config } from '#libs/config';
import { migrate, reachDatabase } from '#libs/postgres';
import { Closing, createLog, explain, type Log, type Running, runProgram, serveHealth } from '#libs/program';
import { startWorker } from './start-worker.js';

/** The worker as a program of its own, beside others. */
async function start(config: Config, log: Log): Promise<Running> {
  const closing = new Closing(log, config.drainSeconds);
  try {
    const databaseUrl = requireDatabaseUrl(config);
    await reachDatabase(databaseUrl);
    await migrate(databaseUrl);
    const queue = queueOf(config, databaseUrl);
    const { checks, metrics } = await startWorker({ config, databaseUrl, queue, alone: false, log, closing });
    const health = await serveHealth({ host: config.workerHost, port: config.workerPort, checks, metrics });
    closing.add('health', () => health.close());
    log.info({ queue: queue.kind, healthPort: health.port }, 'the worker is ready');
    return { stop: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

try {
  const config = readConfig();
  const log = createLog('worker', config.logLevel);
  await runProgram(() => start(config, log), log);
} catch (error) {
  explain(error);
}
