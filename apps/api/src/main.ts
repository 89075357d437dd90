import { type Config, queueOf, readConfig, requireDatabaseUrl } from '#libs/config';
import { migrate, reachDatabase } from '#libs/postgres';
import { assertPortFree, Closing, createLog, explain, type Log, type Running, runProgram } from '#libs/program';
import { startApi } from './start-api.js';

/** The API as a program of its own, beside others. */
async function start(config: Config, log: Log): Promise<Running> {
  const closing = new Closing(log, config.drainSeconds);
  try {
    const databaseUrl = requireDatabaseUrl(config);
    await assertPortFree(config.host, config.port, 'ROLLBOOK_PORT');
    await assertPortFree(config.host, config.kubernetesPort, 'ROLLBOOK_KUBERNETES_PORT');
    await reachDatabase(databaseUrl);
    await migrate(databaseUrl);
    const queue = queueOf(config, databaseUrl);
    const { url, kubernetes } = await startApi({ config, databaseUrl, queue, log, closing });
    log.info({ queue: queue.kind, graphql: `${url}/graphql`, kubernetes: kubernetes.url }, 'the api is ready');
    return { stop: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

try {
  const config = readConfig();
  const log = createLog('api', config.logLevel);
  await runProgram(() => start(config, log), log);
} catch (error) {
  explain(error);
}
