import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { promisify } from 'node:util';
import { adminToken } from './admin-token.js';
import { type ApiProgram, startApi } from './api-program.js';
import { type Figure, median } from './figure.js';
import { sampleDeployments } from './sample-deployments.js';

const PAGE = '/apis/apps/v1/deployments?limit=500';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

/**
 * What one client waits for, its connection kept open, beside a document that the same server answers with nothing to look up;
 * and a whole kubectl, beside one that asks nobody.
 */
export async function benchKubernetes(url: string, namespaces = 100): Promise<readonly Figure[]> {
  await sampleDeployments(url, namespaces);
  const token = await adminToken(url);
  const api = await startApi(url);
  try {
    const client = { api, token, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
    const namespace = `shop-${Math.floor(namespaces / 2)}`;
    const object = `/apis/apps/v1/namespaces/${namespace}/deployments/web-42`;
    const stored = `${namespaces * 100} Deployments stored`;
    const figures = [
      await figure(`bare GET of a Deployment, ${stored}`, { milliseconds: 3, rounds: 1000 }, [
        () => ask(client, object),
        () => ask(client, '/version'),
      ]),
      await figure(`list of 500 Deployments, ${stored}`, { milliseconds: 200, rounds: 30 }, [
        () => ask(client, PAGE),
        () => ask(client, '/version'),
      ]),
      await figure(`Table of 500 Deployments, ${stored}`, { milliseconds: 200, rounds: 30 }, [
        () => ask(client, PAGE, TABLE),
        () => ask(client, '/version'),
      ]),
      await figure(`kubectl get deploy, 100 of ${stored}`, { times: 2, rounds: 15 }, [
        () => kubectl(client, ['get', 'deploy', '-n', namespace]),
        () => kubectl(client, ['version', '--client']),
      ]),
    ];
    client.agent.destroy();
    return figures;
  } finally {
    await api.stop();
  }
}

type Client = Readonly<{ api: ApiProgram; token: string; agent: Agent }>;

/** At most so many milliseconds, or so many times the floor. */
type Wanted = Readonly<{ rounds: number; milliseconds?: number; times?: number }>;

async function figure(
  name: string,
  { rounds, milliseconds, times = NaN }: Wanted,
  [own, floor]: readonly [() => Promise<number>, () => Promise<number>],
): Promise<Figure> {
  for (let round = 0; round < Math.min(rounds, 100); round += 1) await own();
  const [owns, floors]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await floor());
    owns.push(await own());
  }
  const [half, least] = [median(owns), median(floors)];
  return {
    name,
    value: `${half.toFixed(2)} ms (99 of 100: ${ninetyNine(owns).toFixed(2)} ms)`,
    floor: `${least.toFixed(2)} ms`,
    ratio: half / least,
    goal: milliseconds === undefined ? `at most ${times} times as long` : `at most ${milliseconds} ms`,
    reached: half <= (milliseconds ?? times * least),
  };
}

function ninetyNine(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.99)] ?? NaN;
}

/** Milliseconds until the whole answer is there. */
async function ask({ api, token, agent }: Client, path: string, accept = 'application/json'): Promise<number> {
  const start = performance.now();
  const headers = { authorization: `Bearer ${token}`, accept };
  const asked = request(`${api.kubernetes}${path}`, { agent, headers, rejectUnauthorized: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${path} was answered with ${answer.statusCode}`);
  return performance.now() - start;
}

async function kubectl({ api, token }: Client, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const to = ['--server', api.kubernetes, '--token', token, '--insecure-skip-tls-verify'];
  await promisify(execFile)('kubectl', [...args, ...to]);
  return performance.now() - start;
}
