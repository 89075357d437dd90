import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlWriter, openKubectlWriter, webManifest } from './support/kubectl-writer.js';

const [found] = await findKubectls();

type Listed = Readonly<{ items: readonly Readonly<Record<string, Record<string, unknown>>>[] }>;

// What a kubectl reads of a Deployment and of what it controls.
describe('kubectl reads', () => {
  if (found === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(found).toBeUndefined());
    return;
  }
  let writer: KubectlWriter;
  beforeAll(async () => {
    writer = await openKubectlWriter(found.path);
    // Ready soon; those that are deleted in the end are there for as long as a kubectl takes.
    const lives = ['startSeconds: 1', 'imagePattern: "nginx:1", startSeconds: 1, terminationSeconds: 10'];
    for (const life of lives)
      await writer.program.graphql(`mutation { setPodLife(input: { ${life} }) { __typename } }`);
    const more = '  revisionHistoryLimit: 1\n  strategy: { rollingUpdate: { maxSurge: 3 } }\n'; // all pods at once
    await writer.write('web.yaml', `${webManifest('web', 'nginx:1')}${more}`);
    await kubectl('apply', '-f', 'web.yaml');
    for (const version of [2, 3, 4]) await rollOut(`nginx:${version}`);
  }, 240_000);
  afterAll(() => writer.stop(), 60_000);

  const kubectl = (...args: readonly string[]) => writer.kubectl(...args);
  const listed = async (kind: string): Promise<Listed['items']> =>
    (JSON.parse((await kubectl('get', kind, '-o', 'json')).stdout) as Listed).items;

  async function rollOut(image: string): Promise<void> {
    await kubectl('set', 'image', 'deploy/web', `app=${image}`);
    await kubectl('rollout', 'status', 'deploy/web', '--timeout=60s');
  }

  it('describes the Deployment with its ReplicaSets and its own Events', async () => {
    const { stdout } = await kubectl('describe', 'deploy', 'web');
    expect(stdout).toMatch(/^Replicas: +3 desired \| 3 updated \| 3 total \| 3 available \| 0 unavailable$/m);
    expect(stdout).toMatch(/^OldReplicaSets: +web-\w+ \(0\/0 replicas created\)$/m);
    expect(stdout).toMatch(/^NewReplicaSet: +web-\w+ \(3\/3 replicas created\)$/m);
    expect(stdout).toContain('Scaled up replica set');
    expect(stdout).not.toContain('Created pod');
  });

  it('describes a ReplicaSet and a pod', async () => {
    const sets = (await kubectl('describe', 'rs')).stdout;
    expect(sets).toMatch(/^Controlled By: +Deployment\/web$/m);
    expect(sets).toMatch(/^Pods Status: +3 Running \/ 0 Waiting \/ 0 Succeeded \/ 0 Failed$/m);
    const pods = (await kubectl('describe', 'pod')).stdout;
    expect(pods).toMatch(/^Controlled By: +ReplicaSet\/web-\w+$/m);
    expect(pods).toMatch(/^ +Ready +True *$/m);
  });

  it('has all revisions in the history, and undoes to one that clean-up removed', async () => {
    expect((await listed('rs')).length).toBe(2);
    const history = async () => (await kubectl('rollout', 'history', 'deploy/web')).stdout.match(/^\d+/gm);
    expect(await history()).toEqual(['1', '2', '3', '4']);
    expect((await kubectl('rollout', 'undo', 'deploy/web', '--to-revision=1')).stdout).toContain('rolled back');
    await kubectl('rollout', 'status', 'deploy/web', '--timeout=60s');
    expect((await kubectl('get', 'deploy', 'web', '-o', 'wide')).stdout).toContain('nginx:1');
    expect(await history()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('sees a Deployment go in the foreground, after all that it controls', async () => {
    await kubectl('delete', 'deploy', 'web', '--cascade=foreground', '--wait=false');
    const [deployment] = await listed('deploy');
    expect(deployment?.metadata).toMatchObject({ finalizers: ['foregroundDeletion'], deletionGracePeriodSeconds: 0 });
    await kubectl('wait', '--for=delete', 'deploy/web', '--timeout=60s');
    for (const kind of ['deploy', 'rs', 'pods']) expect(await listed(kind)).toEqual([]);
    expect((await listed('events')).length).toBeGreaterThan(5);
  });
});
