import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GraphQLClient } from './support/graphql.js';
import { manifest } from './support/manifest.js';
import { createEmptyDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';
import { startTestRedis, type TestRedis } from './support/redis.js';

jest.setTimeout(120_000);

const API_READY = /"graphql":"(http:[^"]+)\/graphql"/;
const APPLY = `mutation ($manifest: String!) { applyDeployment(input: { manifest: $manifest }) { results { position } } }`;
const PODS = `query ($name: String!, $minPosition: Position) {
  deployment(namespace: "shop", name: $name, minPosition: $minPosition) { pods { edges { node { name } } } }
}`;

type Applied = { applyDeployment: { results: { position: string }[] } };
type Seen = { deployment: { pods: { edges: unknown[] } } | null };

const WORKER_READY = /"healthPort":(\d+)/;

describe('api and worker as programs of their own', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let env: Record<string, string>;
  let token: string;
  let [first, second, worker]: Program[] = [];
  const programs: Program[] = [];

  const startApi = () => start('api', API_READY);
  const startWorker = () => start('worker', WORKER_READY);
  const start = async (name: string, ready: RegExp): Promise<Program> => {
    const program = await Program.start({ args: [name], env, token, ready });
    programs.push(program);
    return program;
  };

  beforeAll(async () => {
    [database, redis] = await Promise.all([createEmptyDatabase(), startTestRedis()]);
    env = { DATABASE_URL: database.url, REDIS_URL: redis.url, ROLLBOOK_WORKER_PORT: '0', ROLLBOOK_SWEEP_SECONDS: '1' };
    const migrated = await Program.run({ args: ['migrate'], env });
    expect(migrated.output).toMatch(/^applied \d+_log_created\n/);
    const bound = ['role', 'bind', 'deployer', '--group', 'deployers', '--cluster', '*', '--namespace', '*'];
    expect(await Program.run({ args: bound, env })).toMatchObject({ code: 0 });
    token = (await Program.run({ args: ['token', 'create', 'ci', '--group', 'deployers'], env })).output.trim();
    [first, second] = await Promise.all([startApi(), startApi()]);
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await Promise.all([database.drop(), redis.stop()]);
  });

  const apply = async ({ url }: Program, name: string): Promise<string> => {
    const { applyDeployment } = await new GraphQLClient(url, token).data<Applied>(APPLY, {
      manifest: manifest(name, { image: 'web:1' }),
    });
    return applyDeployment.results[0]!.position;
  };

  /** Asks until the views have reached the position; each question waits for it two seconds. */
  const podsSeen = async ({ url }: Program, name: string, minPosition: string): Promise<number> => {
    const client = new GraphQLClient(url, token);
    for (;;) {
      const { data, extensions } = await client.ask<Seen>(PODS, { name, minPosition });
      if (!('behind' in extensions)) return data.deployment?.pods.edges.length ?? 0;
    }
  };

  it('when no worker runs, changes are recorded, and the next worker finds them', async () => {
    const position = await apply(first!, 'waiting');
    worker = await startWorker();

    expect(await podsSeen(first!, 'waiting', position)).toBe(3);
  });

  it('when a worker is asked how it is, it tells its health and its figures', async () => {
    const get = async (path: string) => await (await fetch(`http://127.0.0.1:${worker!.url}${path}`)).text();

    expect(await get('/healthz')).toBe('ok\n');
    expect(await get('/readyz')).toBe('{"database":"ok","views":"ok"}\n');
    expect(await get('/metrics')).toContain('rollbook_streams_parked 0');
  });

  it('when the views are rebuilt beside running programs, the bar reaches its end', async () => {
    const position = await apply(first!, 'rebuilt');
    const { code, output } = await Program.run({ args: ['rebuild'], env });

    expect({ code, last: output.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: expect.stringMatching(/^\d+ streams rebuilt$/),
    });
    expect(await podsSeen(first!, 'rebuilt', position)).toBe(3);
  });

  it('when a change comes to one of two APIs, one of two workers shows it to both', async () => {
    await startWorker();
    const position = await apply(first!, 'shared');

    expect(await podsSeen(second!, 'shared', position)).toBe(3);
  });

  it('when a worker is killed, another takes over', async () => {
    programs.splice(programs.indexOf(worker!), 1);
    await worker!.kill9();
    const position = await apply(first!, 'taken-over');

    expect(await podsSeen(first!, 'taken-over', position)).toBe(3);
  });

  it('when the queue forgets everything, the sweep finds what was rung for', async () => {
    expect(await programs.pop()!.stop()).toMatchObject({ code: 0 });
    const position = await apply(first!, 'forgotten');
    await redis.flush();
    await startWorker();

    expect(await podsSeen(first!, 'forgotten', position)).toBe(3);
  });

  it('when they are told to stop, all end with 0', async () => {
    const ended = await Promise.all(programs.splice(0).map((program) => program.stop()));

    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it.each(['api', 'worker'])('when DATABASE_URL is not set, %s says so', async (name) => {
    const { code, output } = await Program.run({ args: [name], env: { REDIS_URL: redis.url } });

    expect(code).toBe(1);
    expect(output).toMatch(/^rollbook: DATABASE_URL must be set to an address such as postgresql:/);
  });
});
