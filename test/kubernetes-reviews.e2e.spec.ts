import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlFolder, openKubectlFolder } from './sessions/kubectl-folder.js';
import { runKubectl } from './sessions/run-kubectl.js';
import { Program } from './support/program.js';

const [found] = await findKubectls();

const BIND = `mutation { bindRole(input: { role: VIEWER, subjects: ["vera"], groups: [], cluster: "default", namespace: "shop" }) { __typename } }`;

// Who am I, and what may I: sent in Protobuf by kubectl 1.32 and later, as are `create namespace` and `create deployment`.
describe('kubectl auth, and what it sends in Protobuf', () => {
  if (found === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(found).toBeUndefined());
    return;
  }
  let program: Program;
  let folder: KubectlFolder;
  beforeAll(async () => {
    program = await Program.start({ env: { ROLLBOOK_KUBERNETES_PORT: '0' } });
    folder = await openKubectlFolder({ path: found.path });
    await program.graphql(BIND, {});
  }, 240_000);
  afterAll(async () => {
    await program.discard();
    await folder.discard();
  }, 60_000);

  const kubectl = async (...args: readonly string[]) => {
    const terminal = { kubeconfig: join(program.dataFolder, 'kubeconfig'), folder, longestSeconds: 120 };
    return runKubectl(terminal, { args });
  };
  const said = async (...args: readonly string[]) => {
    const { stdout, stderr } = await kubectl(...args);
    return (stdout || stderr).trim().split('\n');
  };

  it('tells who asks, and whom they act as', async () => {
    expect(await said('auth', 'whoami', '-o', 'jsonpath={.status.userInfo.groups}')).toEqual(['["rollbook:admins"]']);
    const vera = await said('auth', 'whoami', '--as=vera', '-o', 'jsonpath={.status.userInfo.username}');
    expect(vera).toEqual(['vera']);
  }, 240_000);

  it('tells what somebody may, as requests are let in', async () => {
    const can = (verb: string, ...args: readonly string[]) => said('auth', 'can-i', verb, ...args);
    expect(await can('delete', 'deployments', '-n', 'shop')).toEqual(['yes']);
    expect(await can('get', 'deployments', '-n', 'shop', '--as=vera')).toEqual(['yes']);
    expect(await can('patch', 'deployments', '-n', 'shop', '--as=vera')).toEqual(['no']);
    expect(await can('get', 'deployments', '-n', 'bank', '--as=vera')).toEqual(['no']);
    expect(await can('get', '/version', '--as=vera')).toEqual(['yes']);
    expect(await can('get', '/metrics', '--as=vera')).toEqual(['no']);
    expect(await can('get', 'secrets', '-n', 'shop')).toContainEqual(expect.stringMatching(/^no/));
    const rules = (await can('--list', '-n', 'shop', '--as=vera')).filter((line) => line.startsWith('deployments'));
    expect(rules.map((line) => line.split(/ {2,}/).at(-1))).toContain('[get list watch]');
  }, 240_000);

  it('says how it is to everybody, and what it measures to who may read all namespaces', async () => {
    const verbose = ['[+]ping ok', '[+]database ok', '[+]views ok', 'readyz check passed'];
    expect(await said('get', '--raw=/readyz?verbose')).toEqual(verbose);
    expect(await said('get', '--raw=/metrics')).toContainEqual(expect.stringMatching(/^rollbook_log_position \d/));
    expect(await said('get', '--raw=/metrics', '--as=vera')).toEqual([
      'Error from server (Forbidden): forbidden: User "vera" cannot get path "/metrics"',
    ]);
    const scraper = ['--as=prometheus', '--as-group=system:monitoring'];
    expect(await said('get', '--raw=/metrics', ...scraper)).toContainEqual('rollbook_streams_parked 0');
  }, 240_000);

  it('takes what comes in Protobuf', async () => {
    expect(await said('create', 'namespace', 'shop')).toEqual(['namespace/shop created']);
    expect(await said('create', 'deployment', 'web', '--image=nginx:1', '-n', 'shop')).toEqual([
      'deployment.apps/web created',
    ]);
    expect(await said('create', 'service', 'clusterip', 'web', '--tcp=80', '-n', 'shop')).toEqual([
      'service/web created',
    ]);
    expect(await said('create', 'deployment', 'x', '--image=y', '-n', 'nowhere')).toEqual([
      'error: failed to create deployment: namespaces "nowhere" not found',
    ]);
  }, 240_000);
});
