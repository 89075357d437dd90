import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { openPool } from '#libs/postgres';
import { adminToken } from './admin-token.js';
import { startApi, stopped } from './api-program.js';
import { median, type Figure } from './figure.js';
import { sampleHistory } from './sample-history.js';

const ROUNDS = 9;
const SECONDS = 2;
const CONNECTIONS = 16;
const MANY = 100_000;

const QUERY = `query ($name: String!) {
  deployment(namespace: "shop", name: $name) {
    id namespace name uid position generation revision labels createdAt
    revisions(first: 10) {
      nodes { number createdAt cause actor { subject } podTemplateHash images keptByCluster template }
    }
  }
}`;

/** A Deployment with its last ten revisions and their templates, over GraphQL and over a bare route with the same SQL. */
export async function benchGraphql(url: string): Promise<readonly Figure[]> {
  const token = await prepare(url);
  const api = await startApi(url);
  const bare = await startBareRoute(url);
  const own = (name: string): Promise<number> =>
    requestsPerSecond(`${api.url}/graphql`, [
      '-m',
      'POST',
      '-H',
      `authorization=Bearer ${token}`,
      '-H',
      'content-type=application/json',
      '-b',
      JSON.stringify({ query: QUERY, variables: { name } }),
    ]);
  const floor = (): Promise<number> => requestsPerSecond(`${bare.url}/few`, []);
  try {
    await Promise.all([own('few'), floor(), own('many')]);
    const rounds: Readonly<{ own: number; floor: number; many: number }>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ floor: await floor(), own: await own('few'), many: await own('many') });
    }
    return [againstFloor(rounds), manyAgainstFew(rounds)];
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

type Round = Readonly<{ own: number; floor: number; many: number }>;

function againstFloor(rounds: readonly Round[]): Figure {
  const ratio = median(rounds.map(({ own, floor }) => own / floor));
  return {
    name: 'GraphQL, a Deployment with its last 10 revisions and templates',
    value: `${Math.round(median(rounds.map(({ own }) => own)))} requests/s`,
    floor: `${Math.round(median(rounds.map(({ floor }) => floor)))} requests/s by a bare Fastify route with the same SQL`,
    ratio,
    goal: 'at least 0.5',
    reached: ratio >= 0.5,
  };
}

function manyAgainstFew(rounds: readonly Round[]): Figure {
  const ratio = median(rounds.map(({ own, many }) => own / many));
  return {
    name: `the same page of ${MANY} revisions`,
    value: `${Math.round(median(rounds.map(({ many }) => many)))} requests/s`,
    floor: `${Math.round(median(rounds.map(({ own }) => own)))} requests/s with 10 revisions`,
    ratio,
    goal: 'at most 1.2 times as long',
    reached: ratio <= 1.2,
  };
}

async function prepare(url: string): Promise<string> {
  const pool = openPool(url, { size: 4 });
  try {
    await sampleHistory(url, pool, { name: 'few', revisions: 10 });
    await sampleHistory(url, pool, { name: 'many', revisions: MANY });
    await pool.query('vacuum analyze');
    return await adminToken(url);
  } finally {
    await pool.end();
  }
}

type Server = Readonly<{ url: string; stop: () => Promise<void> }>;

async function startBareRoute(databaseUrl: string): Promise<Server> {
  const child = fork(resolve('dist/bench/bare-route.js'), [databaseUrl], { execArgv: [] });
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => stopped(child) };
}

/** What autocannon gets, in a process of its own, so that asking does not slow down answering. */
async function requestsPerSecond(url: string, options: readonly string[]): Promise<number> {
  const args = ['-j', '-c', String(CONNECTIONS), '-d', String(SECONDS), ...options, url];
  const child = spawn(process.execPath, [resolve('node_modules/autocannon/autocannon.js'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  const result = JSON.parse(output) as { requests: { average: number }; non2xx: number; errors: number };
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} answered wrongly: ${output.slice(0, 500)}`);
  return result.requests.average;
}
