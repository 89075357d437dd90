import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlWriter, openKubectlWriter, webManifest } from './support/kubectl-writer.js';

const [found] = await findKubectls();

// Every command of kubectl that writes a Deployment, and the change that it is in the log.
describe('the verbs of kubectl', () => {
  if (found === undefined) {
    it('are not tried: no kubectl is on PATH', () => expect(found).toBeUndefined());
    return;
  }
  let writer: KubectlWriter;
  beforeAll(async () => {
    writer = await openKubectlWriter(found.path);
    await writer.write('web.yaml', webManifest('web', 'nginx:1'));
    await writer.write('web2.yaml', webManifest('web', 'nginx:2'));
    await writer.write('edit.sh', '#!/bin/sh\nsed -i "s/revisionHistoryLimit: 10/revisionHistoryLimit: 5/" "$1"\n');
  }, 240_000);
  afterAll(() => writer.stop(), 60_000);

  const kubectl = (...args: readonly string[]) => writer.kubectl(...args);
  const newest = async () => (await writer.changesOf('web')).at(-1);
  const isRecorded = async (args: readonly string[], summary: string, ...types: readonly string[]) => {
    const { stderr, exitCode } = await writer.kubectl(...args);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining(`: ${summary}`)]);
    const change = await newest();
    expect(change?.summary).toContain(summary);
    expect(change?.events.map(({ type }) => type)).toEqual(expect.arrayContaining([...types]));
  };

  it('apply, twice: the second sends nothing', async () => {
    await isRecorded(['apply', '-f', 'web.yaml'], 'created: app nginx:1, 3 replicas', 'DeploymentCreated');
    expect((await kubectl('apply', '-f', 'web.yaml')).stdout.trim()).toBe('deployment.apps/web unchanged');
  }, 240_000);

  it('diff tells what apply would do, and does nothing', async () => {
    const { stdout, exitCode } = await kubectl('diff', '-f', 'web2.yaml');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^-\s+- image: nginx:1$/m);
    expect(stdout).toMatch(/^\+\s+- image: nginx:2$/m);
    expect(stdout).not.toMatch(/^[-+]\s+resourceVersion/m);
    expect(await writer.changesOf('web')).toHaveLength(1);
  }, 240_000);

  it('set image, env and resources', async () => {
    await isRecorded(
      ['set', 'image', 'deploy/web', 'app=nginx:2'],
      'image of app: nginx:1 -> nginx:2',
      'PodTemplateChanged',
    );
    await isRecorded(['set', 'env', 'deploy/web', 'A=1'], 'env A of app added', 'PodTemplateChanged');
    await isRecorded(['set', 'env', 'deploy/web', 'A-'], 'env A of app removed', 'PodTemplateChanged');
    await isRecorded(['set', 'resources', 'deploy/web', '--limits=cpu=1'], 'resources.limits', 'PodTemplateChanged');
  }, 240_000);

  it('rollout restart, pause, resume and undo', async () => {
    await isRecorded(['rollout', 'restart', 'deploy/web'], 'restarted', 'RolloutRestarted');
    await isRecorded(['rollout', 'pause', 'deploy/web'], 'paused', 'RolloutPaused');
    await isRecorded(['rollout', 'resume', 'deploy/web'], 'resumed', 'RolloutResumed');
    expect((await kubectl('rollout', 'undo', 'deploy/web')).stdout.trim()).toBe('deployment.apps/web rolled back');
    expect(await newest()).toMatchObject({
      summary: expect.stringContaining('undone to revision 5'),
      events: expect.arrayContaining([{ type: 'RolloutUndone' }]),
    });
  }, 240_000);

  it('edit', async () => {
    const { stdout } = await writer.kubectlWith({ KUBE_EDITOR: './edit.sh' }, 'edit', 'deploy/web');
    expect(stdout.trim()).toBe('deployment.apps/web edited');
    expect((await newest())?.events.map(({ type }) => type)).toContain('RolloutLimitsChanged');
  }, 240_000);

  it('label and annotate', async () => {
    await isRecorded(['label', 'deploy/web', 'tier=front'], 'label tier added', 'LabelsChanged');
    await isRecorded(['annotate', 'deploy/web', 'owner=ann'], 'annotation owner added', 'AnnotationsChanged');
  }, 240_000);

  it('patch, of three kinds', async () => {
    const patch = ['patch', 'deploy', 'web'];
    await isRecorded([...patch, '-p', '{"spec":{"minReadySeconds":1}}'], 'minReadySeconds', 'RolloutLimitsChanged');
    await isRecorded(
      [...patch, '--type=merge', '-p', '{"spec":{"replicas":4}}'],
      'replicas: 3 -> 4',
      'DeploymentScaled',
    );
    const operations = '[{"op":"replace","path":"/spec/replicas","value":2}]';
    await isRecorded([...patch, '--type=json', '-p', operations], 'replicas: 4 -> 2', 'DeploymentScaled');
    expect((await kubectl(...patch, '-p', '{"spec":{"replicas":2}}')).stdout.trim()).toBe(
      'deployment.apps/web patched (no change)',
    );
  }, 240_000);

  it('several at once, of which none is lost', async () => {
    const said = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => kubectl('annotate', 'deploy/web', `at-once-${n}=x`)));
    const refused = said.filter(({ exitCode }) => exitCode !== 0);
    expect(refused.filter(({ stderr }) => !stderr.includes('the object has been modified'))).toEqual([]);
    const { stdout } = await kubectl('get', 'deploy', 'web', '-o', 'json');
    expect(stdout.match(/"at-once-\d": "x"/g)).toHaveLength(said.length - refused.length);
  }, 240_000);

  it('replace', async () => {
    await isRecorded(['replace', '-f', 'web2.yaml'], 'label tier removed', 'DeploymentScaled');
  }, 240_000);

  it('delete of many at once', async () => {
    const raw = '/apis/apps/v1/namespaces/default/deployments?labelSelector=tier%3Dfront';
    expect((await kubectl('delete', '--raw', raw)).exitCode).toBe(0);
    expect((await kubectl('get', 'deploy', 'web')).exitCode).toBe(0);
    const { stdout } = await kubectl('delete', '--raw', raw.replace(/\?.*/, ''));
    expect(stdout).toContain('"kind":"DeploymentList"');
    expect((await kubectl('get', 'deploy', 'web')).exitCode).toBe(1);
  }, 240_000);
});
