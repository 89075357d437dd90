import { resolve } from 'node:path';
import { ConfigInvalid } from './config-invalid.js';
import { LOG_LEVELS, type Config } from './config.js';
import { readOidc } from './read-oidc.js';
import { nonEmpty, oneOf, url, wholeNumber, type Reading } from './setting.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment once; every variable that is wrong is named, with what would be right. */
export function readConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const read = <T>(name: string, standard: T, reading: Reading<T>): T => {
    const text = given(name, environment);
    if (text === undefined) return standard;
    const result = reading(text);
    if ('value' in result) return result.value;
    problems.push(`${name} ${result.problem}`);
    return standard;
  };
  const config = {
    databaseUrl: read<string | undefined>('DATABASE_URL', undefined, url(['postgresql:', 'postgres:'])),
    redisUrl: read<string | undefined>('REDIS_URL', undefined, url(['redis:', 'rediss:'])),
    host: read('ROLLBOOK_HOST', '127.0.0.1', nonEmpty),
    port: read('ROLLBOOK_PORT', 4800, wholeNumber(0, 65_535)),
    kubernetesPort: read('ROLLBOOK_KUBERNETES_PORT', 4843, wholeNumber(0, 65_535)),
    kubernetesExtras: read('ROLLBOOK_KUBERNETES_EXTRAS', 'on', oneOf(['on', 'off'])) === 'on',
    tlsCertificate: read<string | undefined>('ROLLBOOK_TLS_CERTIFICATE', undefined, nonEmpty),
    tlsKey: read<string | undefined>('ROLLBOOK_TLS_KEY', undefined, nonEmpty),
    workerHost: read('ROLLBOOK_WORKER_HOST', '127.0.0.1', nonEmpty),
    workerPort: read('ROLLBOOK_WORKER_PORT', 4801, wholeNumber(0, 65_535)),
    dataFolder: resolve(read('ROLLBOOK_DATA', '.rollbook', nonEmpty)),
    masterKeyFile: read<string | undefined>('ROLLBOOK_MASTER_KEY', undefined, nonEmpty),
    signingKeyFile: read<string | undefined>('ROLLBOOK_SIGNING_KEY', undefined, nonEmpty),
    headSeconds: read('ROLLBOOK_HEAD_SECONDS', 5, wholeNumber(1, 3600)),
    oidc: readOidc(read, problems),
    requestsPerMinute: read('ROLLBOOK_REQUESTS_PER_MINUTE', 60_000, wholeNumber(0, 1e9)),
    costPerMinute: read('ROLLBOOK_COST_PER_MINUTE', 10_000_000, wholeNumber(0, 1e12)),
    logLevel: read('ROLLBOOK_LOG_LEVEL', 'info', oneOf(LOG_LEVELS)),
    databaseConnections: read('ROLLBOOK_DATABASE_CONNECTIONS', 10, wholeNumber(2, 1000)),
    workerConcurrency: read('ROLLBOOK_WORKER_CONCURRENCY', 4, wholeNumber(1, 256)),
    sweepSeconds: read('ROLLBOOK_SWEEP_SECONDS', 10, wholeNumber(1, 3600)),
    inboxWindowSeconds: read('ROLLBOOK_INBOX_WINDOW_SECONDS', 5, wholeNumber(0, 600)),
    inboxHours: read('ROLLBOOK_INBOX_HOURS', 24, wholeNumber(1, 8760)),
    inboxMebibytes: read('ROLLBOOK_INBOX_MIB', 1024, wholeNumber(1, 1_000_000)),
    drainSeconds: read('ROLLBOOK_DRAIN_SECONDS', 10, wholeNumber(0, 3600)),
  };
  if ((config.tlsCertificate === undefined) !== (config.tlsKey === undefined))
    problems.push('ROLLBOOK_TLS_CERTIFICATE and ROLLBOOK_TLS_KEY must be set together');
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return config;
}

// Kubernetes puts ROLLBOOK_PORT=tcp://10.0.0.1:4800 into every Pod beside a Service named `rollbook` (and likewise for one
// named `rollbook-worker`). Nobody set that.
function given(name: string, environment: Environment): string | undefined {
  const text = environment[name]?.trim();
  return text === undefined || text === '' || /^(tcp|udp|sctp):\/\//.test(text) ? undefined : text;
}
