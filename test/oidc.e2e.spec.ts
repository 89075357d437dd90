import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { freePort } from './support/free-port.js';
import { getKubernetes } from './support/kubernetes.js';
import { Program } from './support/program.js';

const HOUR = 3_600_000;
const CLIENTS = { ann: ['deployers'], eve: ['system:masters', 'rollbook:admins'] };

let port: number;
let issuer: ChildProcess | undefined;
let rollbook: Program;
let first: JWK;

beforeAll(async () => {
  port = await freePort();
  first = await newKey('first');
  await startIssuer([first]);
  const env = {
    ROLLBOOK_OIDC_ISSUER: `http://127.0.0.1:${port}`,
    ROLLBOOK_OIDC_AUDIENCE: 'rollbook',
    ROLLBOOK_OIDC_GROUPS_PREFIX: 'sso:',
  };
  rollbook = await Program.start({ env });
  await rollbook.graphql(
    'mutation { bindRole(input: { role: DEPLOYER, groups: ["sso:deployers"], namespace: "shop" }) { id } }',
  );
}, 120_000);

afterAll(async () => {
  await stopIssuer();
  await rollbook.discard();
});

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

async function startIssuer(keys: readonly JWK[], offset = 0): Promise<void> {
  await stopIssuer();
  issuer = spawn(process.execPath, [resolve('test/support/oidc-issuer.js')], {
    env: { ISSUER: JSON.stringify({ port, keys, clients: CLIENTS, offset }) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(issuer.stdout!, 'data');
}

async function stopIssuer(): Promise<void> {
  if (issuer?.exitCode !== null || !issuer.kill()) return;
  await once(issuer, 'exit');
}

async function tokenOf(client: keyof typeof CLIENTS, audience = 'rollbook'): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:secret`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: `https://${audience}` }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

type Seen = Readonly<{ status: number; message: string | undefined; challenge: string | null }>;

async function askGraphQL(token: string): Promise<Seen> {
  const answer = await fetch(`${rollbook.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ deployments { nodes { name } } }' }),
  });
  const { errors } = (await answer.json()) as { errors?: readonly { message: string }[] };
  return { status: answer.status, message: errors?.[0]?.message, challenge: answer.headers.get('www-authenticate') };
}

async function askKubernetes(token: string): Promise<Seen> {
  const path = '/apis/apps/v1/namespaces/shop/deployments';
  const { status, headers, body } = await getKubernetes(rollbook, path, { token });
  return { status, message: body.message, challenge: headers['www-authenticate'] ?? null };
}

async function socketCode(token: string): Promise<number> {
  const socket = new WebSocket(`${rollbook.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { authorization: `Bearer ${token}` },
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  const [code] = await Promise.race([once(socket, 'close'), once(socket, 'message').then(() => [1000])]);
  socket.close();
  return code as number;
}

describe('tokens of an identity provider', () => {
  it('when a token is good, its claims say who asks and what they may do, at every door', async () => {
    const token = await tokenOf('ann');

    expect(await askGraphQL(token)).toMatchObject({ status: 200, message: undefined });
    expect(await askKubernetes(token)).toMatchObject({ status: 200 });
    expect(await socketCode(token)).toBe(1000);
  });

  it('when the provider hands out groups that give rights by themselves, they give none', async () => {
    expect(await askKubernetes(await tokenOf('eve'))).toMatchObject({
      status: 403,
      message: expect.stringContaining('User "eve" cannot list resource "deployments"'),
    });
  });

  const altered = async (): Promise<string> => {
    const [header, claims, signature] = (await tokenOf('ann')).split('.');
    const forged = { ...(JSON.parse(Buffer.from(claims!, 'base64url').toString()) as object), sub: 'root' };
    return [header, Buffer.from(JSON.stringify(forged)).toString('base64url'), signature].join('.');
  };
  const expired = async (): Promise<string> => {
    await startIssuer([first], -HOUR);
    const token = await tokenOf('ann');
    await startIssuer([first]);
    return token;
  };
  const unsigned = async (): Promise<string> => {
    const header = Buffer.from('{"alg":"none","kid":"first"}').toString('base64url');
    return `${header}.${(await tokenOf('ann')).split('.')[1]}.`;
  };
  // Its public key taken for a shared secret: what a verifier that believes the header falls for.
  const confused = async (): Promise<string> =>
    await new SignJWT({ sub: 'root', aud: 'rollbook', iss: `http://127.0.0.1:${port}`, exp: Date.now() })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(Buffer.from(first.n!));
  const ofAnother = async (): Promise<string> => {
    const own = port;
    await stopIssuer();
    port = await freePort();
    await startIssuer([first]);
    const token = await tokenOf('ann');
    port = own;
    await startIssuer([first]);
    return token;
  };

  it.each<[string, () => Promise<string>, string]>([
    ['has expired', expired, 'the token has expired'],
    ['is for another audience', () => tokenOf('ann', 'vault'), 'the token is for another audience'],
    ['is from another issuer with the same keys', ofAnother, 'the token is from another issuer'],
    ['is not signed', unsigned, 'an algorithm that is not taken'],
    ['is signed with the public key', confused, 'an algorithm that is not taken'],
    ['was altered', altered, 'it was altered'],
  ])('when a token %s, every door refuses it with 401 and why', async (_case, make, reason) => {
    const token = await make();

    const { status, message, challenge } = await askGraphQL(token);
    expect({ status, message }).toEqual({ status: 401, message: expect.stringContaining(reason) });
    expect(challenge).toContain('error="invalid_token"');
    expect(await askKubernetes(token)).toMatchObject({ status: 401, challenge, message: 'Unauthorized' });
    expect(await socketCode(token)).toBe(4403);
  });

  it('when the provider rotates its keys, new tokens are taken, and old ones while their key is published', async () => {
    const old = await tokenOf('ann');
    const second = await newKey('second');
    await startIssuer([second, first]);
    const token = await tokenOf('ann');
    // A key that is not known is looked for once in 5 s.
    while ((await askGraphQL(token)).status !== 200) await new Promise((done) => setTimeout(done, 200));

    expect((await askGraphQL(old)).status).toBe(200);
  });

  it('when the provider is away, tokens of known keys are taken, and API tokens as ever', async () => {
    const token = await tokenOf('ann');
    await stopIssuer();

    expect((await askGraphQL(token)).status).toBe(200);
    expect((await askGraphQL(rollbook.token)).status).toBe(200);
  });

  it('when all is done, no log has said a token', async () => {
    const token = await tokenOf('ann').catch(() => undefined);

    expect(token).toBeUndefined();
    expect(rollbook.output).not.toMatch(/eyJ[\w-]+\./);
    expect(rollbook.output).not.toContain(rollbook.token);
  });
});
