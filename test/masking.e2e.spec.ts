import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLClient } from './support/graphql.js';
import { getKubernetes } from './support/kubernetes.js';
import { manifest } from './support/manifest.js';
import { Program } from './support/program.js';

let program: Program;
let admin: GraphQLClient;
const clients = new Map<string, GraphQLClient>();

beforeAll(async () => {
  program = await Program.start();
  admin = new GraphQLClient(program.url, program.token);
  for (const role of ['viewer', 'auditor', 'deployer', 'admin']) {
    const input = { role: role.toUpperCase(), subjects: [role], namespace: 'shop' };
    await admin.data('mutation ($input: BindRoleInput!) { bindRole(input: $input) { id } }', { input });
    const { output } = await Program.run({ dataFolder: program.dataFolder, args: ['token', 'create', role] });
    clients.set(role, new GraphQLClient(program.url, output.trim()));
  }
  await admin.data(
    'mutation ($input: ApplyDeploymentInput!) { applyDeployment(input: $input) { results { change { change } } } }',
    { input: { namespace: 'shop', manifest: manifest('web', { image: 'web:1' }) } },
  );
}, 120_000);

afterAll(async () => {
  await program.discard();
});

describe('values of the environment that look secret', () => {
  const set = `mutation ($env: StringMapChanges!) { setEnv(input: { namespace: "shop", name: "web", env: $env }) { change { change } } }`;
  const everything = `query ($first: Position!, $second: Position!) {
    deployment(namespace: "shop", name: "web") {
      yaml spec { template } annotations
      revisions(first: 3) { nodes { template } }
      blame(first: 100) { nodes { path value before } }
      changes(first: 10) { nodes { events { payload template } diff { fields { before after } jsonPatch unified } } }
    }
    diff(from: { change: $first }, to: { change: $second }) { fields { path before after } jsonPatch unified }
    plan(change: { namespace: "shop", name: "web", restart: true }) { diff { unified } }
  }`;
  let positions: Readonly<{ first: string; second: string }>;

  beforeAll(async () => {
    const changeOf = async (value: string): Promise<string> =>
      (await admin.data(set, { env: { DB_PASSWORD: value, COLOUR: 'blue' } })).setEnv.change.change;
    positions = { first: await changeOf('hunter-one'), second: await changeOf('hunter-two') };
  });

  it.each([
    ['viewer', false],
    ['auditor', false],
    ['deployer', true],
    ['admin', true],
  ])('when a %s reads them in any way, seeing them is %j', async (who, sees) => {
    const { data, errors } = await clients.get(who)!.ask<any>(everything, positions);

    expect(errors).toEqual([]);
    const text = JSON.stringify(data);
    expect([text.includes('hunter-one'), text.includes('hunter-two')]).toEqual([sees, sees]);
    expect(text).toContain('blue');
    const changed = data.diff.fields.find(({ path }: any) => path.includes('DB_PASSWORD'));
    expect(changed.before).not.toEqual(changed.after);
    for (const how of ['', '/web', '?watch=true&timeoutSeconds=1']) {
      const path = `/apis/apps/v1/namespaces/shop/deployments${how}`;
      const { status, body } = await getKubernetes(program, path, { token: clients.get(who)!.token ?? '' });
      expect(status).toBe(200);
      expect(JSON.stringify(body).includes('blue')).toBe(true);
      expect(JSON.stringify(body).includes('hunter-two')).toBe(sees);
    }
    if (!sees) expect(changed.before).toMatch(/^\(masked [0-9a-f]{4}\)$/);
  });
});
