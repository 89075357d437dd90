import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getKubernetes } from './support/kubernetes.js';
import { Program } from './support/program.js';

let rollbook: Program;

beforeAll(async () => {
  rollbook = await Program.start({ env: { ROLLBOOK_REQUESTS_PER_MINUTE: '5', ROLLBOOK_COST_PER_MINUTE: '200' } });
}, 120_000);

afterAll(async () => {
  await rollbook.discard();
});

async function tokenOf(subject: string): Promise<string> {
  const args = ['token', 'create', subject, '--group', 'rollbook:admins'];
  return (await Program.run({ dataFolder: rollbook.dataFolder, args })).output.trim();
}

async function ask(token: string, query: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${rollbook.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await answer.json()) as { errors?: readonly { message: string; extensions: object }[] };
  return { status: answer.status, headers: answer.headers, error: errors?.[0] };
}

const askKubernetes = (token: string, headers: Readonly<Record<string, string>> = {}) =>
  getKubernetes(rollbook, '/apis/apps/v1/deployments', { token, headers });

describe('what one caller may ask for', () => {
  it('when it is used up, both APIs say when to try again, and others do not feel it', async () => {
    const token = await tokenOf('loop');
    for (let i = 0; i < 5; i += 1) expect((await ask(token, '{ __typename }')).status).toBe(200);

    const { status, headers, error } = await ask(token, '{ __typename }');
    expect({ status, error }).toMatchObject({
      status: 429,
      error: {
        extensions: { code: 'RATE_LIMITED' },
        message: expect.stringContaining('at most 5 requests in a minute'),
      },
    });
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await askKubernetes(token)).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      body: { reason: 'TooManyRequests', details: { retryAfterSeconds: expect.any(Number) } },
    });
    expect((await ask(await tokenOf('other'), '{ __typename }')).status).toBe(200);
  });

  it('when operations have cost all there is, the next one is refused before it is run', async () => {
    const token = await tokenOf('greedy');
    const page = '{ deployments(first: 100) { nodes { name } } }';
    const errors = [];
    for (let i = 0; i < 4; i += 1) errors.push((await ask(token, page)).error);

    expect(errors.at(-1)).toMatchObject({
      message: expect.stringContaining('operations may cost 200 at most in a minute'),
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
    });
  });
});

describe('headers of every answer', () => {
  const safe = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

  it.each(['/graphql', '/healthz', '/readyz', '/metrics', '/nothing'])(
    'when %s answers, it is safe in a browser',
    async (path) => {
      const { headers } = await fetch(`${rollbook.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject(safe);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('when a client names its request, the answer bears the name', async () => {
    const token = await tokenOf('named');
    const { headers } = await ask(token, '{ __typename }', { 'x-request-id': 'trace-7' });
    expect(headers.get('x-request-id')).toBe('trace-7');
    const kubernetes = await askKubernetes(token, { 'audit-id': 'trace-8' });
    expect(kubernetes.headers).toMatchObject({ ...safe, 'audit-id': 'trace-8' });
  });
});
