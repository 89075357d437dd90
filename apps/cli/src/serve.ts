import { relative } from 'node:path';
import { queueOf, readConfig, type Config } from '#libs/config';
import { migrate } from '#libs/postgres';
import { assertPortFree, Closing, createLog, explain, type Log, type Running, runProgram } from '#libs/program';
import { type AdminToken, ensureAdminToken } from './admin-token.js';
import { reachable, writeKubeconfig } from './kubeconfig-file.js';
import { embeddedSigningKey } from './signing-key-file.js';
import { openDatabase } from './open-database.js';

/** `rollbook serve`: everything in one process. */
export async function serve(): Promise<void> {
  try {
    const config = readConfig();
    const log = createLog('serve', config.logLevel);
    await runProgram(() => start(config, log), log);
  } catch (error) {
    explain(error);
  }
}

async function start(config: Config, log: Log): Promise<Running> {
  const closing = new Closing(log, config.drainSeconds);
  // Loading them takes as long as starting Postgres does.
  const apps = Promise.all([import('../../api/src/index.js'), import('../../worker/src/index.js')]);
  apps.catch(() => undefined); // awaited below
  try {
    await assertPortFree(config.host, config.port, 'ROLLBOOK_PORT');
    await assertPortFree(config.host, config.kubernetesPort, 'ROLLBOOK_KUBERNETES_PORT');
    // Nothing else runs while they load: on a slow machine a connection that is opened then is given up as too slow.
    if (config.databaseUrl !== undefined) await apps;
    const { url: databaseUrl, embedded, failed } = await openDatabase(config, log, closing);
    const [{ startApi, kubeconfig }, { startWorker }] = await apps;
    await migrate(databaseUrl);
    const token = await ensureAdminToken(databaseUrl, config.dataFolder);
    const signingKeyFile = await embeddedSigningKey(config, databaseUrl);
    const shared = {
      config: { ...config, signingKeyFile },
      databaseUrl,
      queue: queueOf(config, databaseUrl),
      log,
      closing,
    };
    const worker = await startWorker({ ...shared, alone: embedded && config.redisUrl === undefined });
    const api = await startApi({ ...shared, ...worker });
    const file = await writeKubeconfig(
      config.dataFolder,
      kubeconfig({ ...reachable(api.kubernetes), token: token.text }),
    );
    sayReady({ url: api.url, token, kubeconfig: file }, config);
    return { stop: () => closing.close(), ...(failed === undefined ? {} : { failed }) };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

// performance.now() counts from the start of the process.
function sayReady(
  { url, token, kubeconfig }: Readonly<{ url: string; token: AdminToken; kubeconfig: string }>,
  { dataFolder }: Config,
): void {
  const note = token.state === 'revoked' ? ' (revoked: make another with `rollbook token create`)' : '';
  const lines = [
    `Rollbook is ready after ${(performance.now() / 1000).toFixed(1)} s`,
    `  GraphQL  ${url}/graphql`,
    `  token    ${shown(token.file)}${note}`,
    `  kubectl  kubectl --kubeconfig ${shown(kubeconfig)} get deployments`,
    `  data     ${dataFolder}`,
    '  Ctrl-C stops it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

// From here, where that is shorter.
function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
}
