import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlFolder, openKubectlFolder } from './sessions/kubectl-folder.js';
import { runKubectl } from './sessions/run-kubectl.js';
import { Program } from './support/program.js';

const [found] = await findKubectls();

// Pods that no ReplicaSet made, beside those of a Deployment.
describe('kubectl run', () => {
  if (found === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(found).toBeUndefined());
    return;
  }
  let program: Program;
  let folder: KubectlFolder;
  beforeAll(async () => {
    program = await Program.start({ env: { ROLLBOOK_KUBERNETES_PORT: '0' } });
    folder = await openKubectlFolder({ path: found.path });
  }, 240_000);
  afterAll(async () => {
    await program.discard();
    await folder.discard();
  }, 60_000);

  const kubectl = async (...args: readonly string[]) => {
    const terminal = { kubeconfig: join(program.dataFolder, 'kubeconfig'), folder, longestSeconds: 120 };
    return runKubectl(terminal, { args });
  };
  const phaseOf = async (name: string) => (await kubectl('get', 'pod', name, '-o', 'jsonpath={.status.phase}')).stdout;

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 200));
  }

  it('makes a pod that starts, runs, and ends', async () => {
    expect((await kubectl('run', 'one', '--image=busybox')).stdout.trim()).toBe('pod/one created');
    expect((await kubectl('run', 'one', '--image=busybox')).stderr).toContain('pods "one" already exists');
    await until(async () => (await phaseOf('one')) === 'Running');
    const changed = await kubectl('set', 'image', 'pod/one', 'one=busybox:2');
    expect(changed.stdout.trim()).toBe('pod/one image updated');
    const refused = await kubectl('patch', 'pod', 'one', '-p', '{"spec":{"nodeName":"node-9"}}');
    expect(refused.stderr).toContain('Forbidden: pod updates may not change fields other than');
    const deleted = await kubectl('delete', 'pod', 'one');
    expect(deleted.stdout).toContain('pod "one" deleted');
    expect((await kubectl('get', 'pod', 'one')).stderr).toContain('not found');
  }, 240_000);

  it('ends sooner when it is deleted again with less grace, and never later', async () => {
    await program.graphql(
      'mutation { setPodLife(input: { imagePattern: "slow", terminationSeconds: 600 }) { __typename } }',
    );
    await kubectl('run', 'slow', '--image=slow');
    const graceOf = async (...options: readonly string[]): Promise<string> => {
      await kubectl('delete', 'pod', 'slow', '--wait=false', ...options);
      return (await kubectl('get', 'pod', 'slow', '-o', 'jsonpath={.metadata.deletionGracePeriodSeconds}')).stdout;
    };
    expect(await graceOf('--grace-period=500')).toBe('500');
    expect(await graceOf('--grace-period=600')).toBe('500');
    expect(await graceOf('--grace-period=400')).toBe('400');
    expect(await graceOf('--grace-period=0', '--force')).toBe('');
    expect((await kubectl('get', 'pod', 'slow')).stderr).toContain('not found');
  }, 240_000);

  it('lists it beside the pods of a Deployment, which cannot be written', async () => {
    await kubectl('create', 'deployment', 'web', '--image=nginx:1');
    await kubectl('run', 'zzz', '--image=busybox', '--labels=app=web');
    await until(async () => (await kubectl('get', 'pods', '-o', 'name')).stdout.trim().split('\n').length === 2);
    const names = (await kubectl('get', 'pods', '-l', 'app=web', '-o', 'name')).stdout.trim().split('\n');
    expect(names).toEqual([expect.stringMatching(/^pod\/web-/), 'pod/zzz']);
    const refused = await kubectl('delete', names[0] ?? '', '--wait=false');
    expect(refused.stderr).toContain('Rollbook derives the pods of a Deployment from its history');
  }, 240_000);
});
