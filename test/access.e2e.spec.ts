import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#libs/access';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlFolder, openKubectlFolder } from './sessions/kubectl-folder.js';
import { runKubectl } from './sessions/run-kubectl.js';
import { GraphQLClient } from './support/graphql.js';
import { manifest } from './support/manifest.js';
import { getKubernetes } from './support/kubernetes.js';
import { Program } from './support/program.js';

const [kubectl] = await findKubectls();

let program: Program;
let admin: GraphQLClient;
const clients = new Map<string, GraphQLClient>();

const ROLES: readonly Role[] = ['viewer', 'deployer', 'auditor', 'admin'];

beforeAll(async () => {
  program = await Program.start({ env: { ROLLBOOK_LOG_LEVEL: 'debug' } });
  admin = new GraphQLClient(program.url, program.token);
  for (const role of ROLES) {
    await bind(role, `${role}-of-shop`, 'shop*');
    clients.set(role, await clientOf(`${role}-of-shop`));
  }
  clients.set('nobody', await clientOf('nobody'));
  for (const namespace of ['shop', 'shop-eu', 'bank']) await apply(admin, namespace, 'web');
}, 240_000);

afterAll(async () => {
  await program.discard();
});

async function bind(role: Role, subject: string, namespace: string): Promise<number> {
  const { bindRole } = await admin.data<{ bindRole: { id: number } }>(
    `mutation ($input: BindRoleInput!) { bindRole(input: $input) { id } }`,
    { input: { role: role.toUpperCase(), subjects: [subject], namespace } },
  );
  return bindRole.id;
}

async function clientOf(subject: string): Promise<GraphQLClient> {
  const { createToken } = await admin.data(CREATE_TOKEN, { input: { name: subject } });
  return new GraphQLClient(program.url, createToken.secret);
}

const APPLY = `mutation ($input: ApplyDeploymentInput!) { applyDeployment(input: $input) { results { change { change } deployment { id } } } }`;

async function apply(client: GraphQLClient, namespace: string, name: string): Promise<unknown> {
  const text = manifest(name, { image: 'web:1' }).replace('namespace: shop', `namespace: ${namespace}`);
  return await client.data(APPLY, { input: { namespace, manifest: text } });
}

async function ask(who: string, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return await clients.get(who)!.ask<any>(query, variables);
}

describe('roles x operations x namespaces', () => {
  const read = `query ($namespace: String!) { deployment(namespace: $namespace, name: "web") { name } }`;
  const write = `mutation ($namespace: String!) { scaleDeployment(input: { namespace: $namespace, name: "web", replicas: 2, dryRun: true }) { message } }`;
  const rows: readonly [role: string, namespace: string, reads: boolean, writes: boolean][] = [
    ['viewer', 'shop', true, false],
    ['viewer', 'shop-eu', true, false],
    ['viewer', 'bank', false, false],
    ['deployer', 'shop', true, true],
    ['deployer', 'bank', false, false],
    ['auditor', 'shop', true, false],
    ['auditor', 'bank', false, false],
    ['admin', 'shop', true, true],
    ['admin', 'bank', false, false],
    ['nobody', 'shop', false, false],
    ['nobody', 'bank', false, false],
  ];
  it.each(rows)('when a %s of shop* is in %s, reading is %j and writing %j', async (who, namespace, reads, writes) => {
    expect((await ask(who, read, { namespace })).data).toEqual({ deployment: reads ? { name: 'web' } : null });
    const written = await ask(who, write, { namespace });
    if (writes) expect(written.errors).toEqual([]);
    else expect(written.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', refusal: 'NotAllowed' });
  });

  it.each([
    ['viewer', false, false],
    ['deployer', false, false],
    ['auditor', true, false],
    ['admin', true, false],
    ['nobody', false, false],
  ])('when a %s asks for attempts it is %j, for bindings and tokens %j', async (who, attempts, bindings) => {
    expect((await ask(who, '{ attempts(first: 1) { nodes { code } } }')).errors.length === 0).toBe(attempts);
    expect((await ask(who, '{ roleBindings(first: 1) { nodes { id } } }')).errors.length === 0).toBe(bindings);
    for (const asked of [TOKENS, CREATE_TOKEN, REVOKE_TOKEN]) {
      const { errors } = await ask(who, asked, { input: { name: 'mine', groups: ['rollbook:admins'] }, id: 'x' });
      expect(errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', refusal: 'NotAllowed' });
    }
  });
});

describe('roles x operations x namespaces, by kubectl', () => {
  if (kubectl === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(kubectl).toBeUndefined());
    return;
  }
  let folder: KubectlFolder;
  beforeAll(async () => {
    folder = await openKubectlFolder({ path: kubectl.path });
  });
  afterAll(async () => {
    await folder.discard();
  });

  const type = async (who: string, args: readonly string[]) => {
    const terminal = { kubeconfig: join(program.dataFolder, 'kubeconfig'), folder, longestSeconds: 120 };
    const { exitCode, stdout, stderr } = await runKubectl(terminal, {
      args: [`--token=${clients.get(who)!.token}`, ...args],
    });
    return { exitCode, said: `${stdout}${stderr}` };
  };
  const DRY = '--dry-run=server';
  const reads: readonly (readonly string[])[] = [
    ['get', 'deployment', 'web'],
    ['get', 'deployments'],
    ['get', 'deployments', '--watch', '--request-timeout=1s'],
    ['rollout', 'history', 'deployment/web'],
  ];
  const writes: readonly (readonly string[])[] = [
    ['create', 'deployment', 'new', '--image=x:1', DRY],
    ['patch', 'deployment', 'web', '-p', '{"spec":{"replicas":2}}', DRY],
    ['scale', 'deployment/web', '--replicas=2', DRY],
    ['delete', 'deployment', 'web', DRY],
  ];
  const refused = (who: string, namespace: string) =>
    new RegExp(
      `^error.*: .*deployments.apps (".*" )?is forbidden: ` +
        `User "${who}" cannot \\w+ resource "deployments(/scale)?" in API group "apps" in the namespace "${namespace}"\\s*$`,
      'i',
    );

  it.each<[string, string, boolean, boolean]>([
    ['viewer', 'shop', true, false],
    ['deployer', 'shop', true, true],
    ['deployer', 'bank', false, false],
    ['auditor', 'bank', false, false],
    ['admin', 'bank', false, false],
    ['nobody', 'shop', false, false],
  ])(
    'when a %s is in %s, reading is %j and writing %j',
    async (who, namespace, mayRead, mayWrite) => {
      const subject = who === 'nobody' ? who : `${who}-of-shop`;
      for (const [commands, allowed] of [
        [reads, mayRead],
        [writes, mayWrite],
      ] as const) {
        const answers = await Promise.all(commands.map((command) => type(who, [...command, '-n', namespace])));
        for (const { exitCode, said } of answers) {
          if (allowed) expect(said).not.toMatch(/forbidden/i);
          else
            expect({ exitCode, said }).toEqual({
              exitCode: 1,
              said: expect.stringMatching(refused(subject, namespace)),
            });
        }
      }
    },
    240_000,
  );

  it('when all namespaces are listed, others are in none of it; a name there and one not there are refused alike', async () => {
    const [all, namespaces, there, absent] = await Promise.all([
      type('viewer', ['get', 'deployments', '-A', '-o', 'name']),
      type('viewer', ['get', 'deployments,replicasets,pods,events', '-A', '-o', 'yaml']),
      type('viewer', ['get', 'deployment', 'web', '-n', 'bank']),
      type('viewer', ['get', 'deployment', 'absent', '-n', 'bank']),
    ]);
    expect(all.said.trim().split('\n')).toEqual(['deployment.apps/web', 'deployment.apps/web']);
    expect(namespaces.said).toContain('namespace: shop-eu');
    expect(namespaces.said).not.toContain('bank');
    expect(there.said).toBe(absent.said.replace('absent', 'web'));
  }, 240_000);
});

describe('nothing of others shows', () => {
  const LISTS = `{ deployments { nodes { namespace } pageInfo { hasNextPage } } changes { nodes { namespace } pageInfo { hasNextPage } } }`;

  it('when somebody lists, only their namespaces are there', async () => {
    const { data } = await ask('viewer', LISTS);

    expect(data.deployments.nodes.map(({ namespace }: any) => namespace)).toEqual(['shop', 'shop-eu']);
    expect(new Set(data.changes.nodes.map(({ namespace }: any) => namespace))).toEqual(new Set(['shop', 'shop-eu']));
    expect((await ask('nobody', LISTS)).data).toMatchObject({ deployments: { nodes: [] }, changes: { nodes: [] } });
  });

  it('when an id of another namespace is asked for, the answer is that of an id that never was', async () => {
    const { deployment } = (
      await admin.ask(
        `{ deployment(namespace: "bank", name: "web") { id revisions { nodes { id } } rollouts { nodes { id } } changes { nodes { id change } } } }`,
      )
    ).data as any;
    const ids = [
      deployment.id,
      deployment.revisions.nodes[0].id,
      deployment.rollouts.nodes[0].id,
      deployment.changes.nodes[0].id,
    ];
    const { data } = await ask('viewer', `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids });
    expect(data.nodes).toEqual([null, null, null, null]);

    const position = deployment.changes.nodes[0].change;
    const asked = `query ($position: Position!) { change(position: $position) { summary } }`;
    expect((await ask('viewer', asked, { position })).data).toEqual({ change: null });
    const diff = `query ($change: Position!) { diff(from: { change: $change }, to: { change: $change }) { identical } }`;
    const [theirs, none] = [
      (await ask('viewer', diff, { change: position })).errors[0]!,
      (await ask('viewer', diff, { change: '999999' })).errors[0]!,
    ];
    // Both sides are wrong: either may be told of.
    const said = ({ message }: { message: string }) => message.replace(/^(from|to)/, '').replace(/\d+$/, 'N');
    expect(said(theirs)).toBe(said(none));
  });

  it('when a name is there or not in a namespace of others, the refusal is the same', async () => {
    const scale = `mutation ($name: String!) { scaleDeployment(input: { namespace: "bank", name: $name, replicas: 2 }) { message } }`;
    const [there, absent] = [
      (await ask('deployer', scale, { name: 'web' })).errors[0]!,
      (await ask('deployer', scale, { name: 'absent' })).errors[0]!,
    ];
    expect(there).toEqual(absent);
    const plan = `query ($name: String!) { plan(change: { namespace: "bank", name: $name, restart: true }) { outcome } }`;
    const [planned, unplanned] = [
      (await ask('deployer', plan, { name: 'web' })).errors[0]!,
      (await ask('deployer', plan, { name: 'absent' })).errors[0]!,
    ];
    expect(planned.message.replace('web', 'absent')).toBe(unplanned.message);
  });
});

describe('idempotency keys', () => {
  it('when a key was used in a namespace of others, it is as new, and theirs stays theirs', async () => {
    const scale = `mutation ($namespace: String!, $replicas: Int!) {
      scaleDeployment(input: { namespace: $namespace, name: "web", replicas: $replicas, idempotencyKey: "deploy-1" }) { changed repeated } }`;
    const changed = { scaleDeployment: { changed: true, repeated: false } };
    expect(await admin.data(scale, { namespace: 'bank', replicas: 4 })).toEqual(changed);
    expect((await ask('deployer', scale, { namespace: 'shop', replicas: 5 })).data).toEqual(changed);
    expect(await admin.data(scale, { namespace: 'bank', replicas: 4 })).toEqual({
      scaleDeployment: { changed: true, repeated: true },
    });
  });
});

describe('attempts', () => {
  it('when something was refused, the auditor sees who, what and why; of others nothing', async () => {
    const scale = `mutation ($namespace: String!) { scaleDeployment(input: { namespace: $namespace, name: "web", replicas: 3 }) { message } }`;
    await ask('viewer', scale, { namespace: 'shop' });
    await ask('viewer', scale, { namespace: 'bank' });
    const asked = `{ attempts(filter: { subject: "viewer-of-shop" }, first: 1) { nodes { subject operation namespace name code door } } }`;
    const refused = { subject: 'viewer-of-shop', operation: 'scaleDeployment', name: 'web', code: 'NotAllowed' };

    for (;;) {
      const { data } = await ask('auditor', asked);
      if (data.attempts.nodes[0]?.operation !== refused.operation) continue; // it is kept a moment after the answer
      expect(data.attempts.nodes).toEqual([{ ...refused, namespace: 'shop', door: 'graphql' }]);
      break;
    }
    const all = (await admin.ask<any>(asked)).data;
    expect(['shop', 'bank']).toContain(all.attempts.nodes[0].namespace);
  });
});

const TOKENS = `query ($first: Int, $after: String) { tokens(first: $first, after: $after) {
  nodes { id name subject groups createdBy expiresAt revokedAt revokedBy } pageInfo { endCursor hasNextPage } } }`;
const CREATE_TOKEN = `mutation ($input: CreateTokenInput!) { createToken(input: $input) { secret token { id subject createdBy } } }`;
const REVOKE_TOKEN = `mutation ($id: ID!) { revokeToken(id: $id) { name revokedBy } }`;

describe('tokens', () => {
  it('when an admin makes one, it is shown once, works, and ends at once when it is revoked', async () => {
    const input = { name: 'ci', subject: 'robot', groups: ['team-a'], expiresAt: '2999-01-01T00:00:00Z' };
    const { secret, token } = (await admin.data(CREATE_TOKEN, { input })).createToken;
    const robot = new GraphQLClient(program.url, secret);
    expect(token).toEqual({ id: expect.any(String), subject: 'robot', createdBy: 'admin' });
    expect(await robot.data('{ deployments { nodes { name } } }')).toEqual({ deployments: { nodes: [] } });

    const listed = (await admin.data(TOKENS, { first: 1 })).tokens;
    expect(listed.nodes).toEqual([
      {
        ...input,
        id: token.id,
        createdBy: 'admin',
        expiresAt: '2999-01-01T00:00:00.000Z',
        revokedAt: null,
        revokedBy: null,
      },
    ]);
    expect(JSON.stringify(listed)).not.toContain(secret);
    const { after } = { after: listed.pageInfo.endCursor };
    expect((await admin.data(TOKENS, { first: 100, after })).tokens.nodes).toHaveLength(ROLES.length + 2);

    expect((await admin.data(REVOKE_TOKEN, { id: token.id })).revokeToken).toEqual({ name: 'ci', revokedBy: 'admin' });
    expect((await robot.ask('{ deployments { nodes { name } } }')).status).toBe(401);
    expect((await admin.error(REVOKE_TOKEN, { id: token.id })).message).toContain('that is not revoked');
  });

  it.each([
    [{ name: '' }, 'input.name: must be 1 to 253 characters'],
    [{ name: 'x', subject: 'y'.repeat(254) }, 'input.subject: must be 1 to 253 characters'],
    [{ name: 'x', groups: Array(101).fill('a') }, 'input.groups: at most 100 can be given, not 101'],
    [{ name: 'x', expiresAt: '2020-01-01T00:00:00Z' }, 'input.expiresAt: must lie in the future'],
  ])('when a token is asked for as %j, it is refused: %s', async (input, message) => {
    expect((await admin.error(CREATE_TOKEN, { input })).message).toContain(message);
  });
});

describe('bindings', () => {
  it('when one is ended, what it gave is gone, and the list says who did it', async () => {
    const id = await bind('viewer', 'nobody', 'bank');
    const read = `{ deployments(filter: { namespace: "bank" }) { nodes { name } } }`;
    expect((await ask('nobody', read)).data.deployments.nodes).toHaveLength(1);

    await admin.data(`mutation ($id: Int!) { endRole(id: $id) { id } }`, { id });

    expect((await ask('nobody', read)).data.deployments.nodes).toHaveLength(0);
    const listed = await admin.data(`{ roleBindings(first: 1) { nodes { id madeBy endedBy } } }`);
    expect(listed.roleBindings.nodes).toEqual([{ id, madeBy: 'admin', endedBy: 'admin' }]);
  });

  it.each([
    [{ role: 'VIEWER', namespace: 'x' }, 'input.subjects: give at least one subject or group'],
    [{ role: 'VIEWER', subjects: ['a'], namespace: '' }, 'input.namespace: must be 1 to 253 characters'],
    [{ role: 'VIEWER', subjects: Array(101).fill('a'), namespace: 'x' }, 'input.subjects: at most 100'],
  ])('when a binding is %j, it is refused: %s', async (input, message) => {
    const error = (await admin.ask(`mutation ($input: BindRoleInput!) { bindRole(input: $input) { id } }`, { input }))
      .errors[0]!;
    expect(error.message).toContain(message);
  });
});

describe('the log of the program', () => {
  it('when tokens came in all places, it has said none', async () => {
    const jwt = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.e30.c2lnbmF0dXJl`;
    const tokens = [program.token, jwt, ...[...clients.values()].map(({ token }) => token!)];
    for (const token of [program.token, jwt]) {
      const json = { 'content-type': 'application/json' };
      const post = (path: string, body: string, headers: Readonly<Record<string, string>>) =>
        fetch(`${program.url}${path}`, { method: 'POST', headers, body });
      await post('/graphql', `{"query": "${token}`, { ...json, authorization: `Bearer ${program.token}` });
      await post(`/graphql?token=${token}`, `{"query":"{ ${token} }"}`, { ...json, authorization: `Basic ${token}` });
      await fetch(`${program.url}/export/${token}?filter=${token}`, { headers: { authorization: token } });
      await getKubernetes(program, `/apis/apps/v1/deployments?token=${token}&fieldSelector=${token}`, { token });
      await getKubernetes(program, `/api/v1/namespaces/${token}`, { token: program.token });
    }

    expect(program.output).toContain('GraphQL');
    for (const token of tokens) expect(program.output).not.toContain(token);
  });
});
