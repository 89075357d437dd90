import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlWriter, openKubectlWriter, webManifest as manifest } from './support/kubectl-writer.js';

const [found] = await findKubectls();

// What a kubectl writes, and what is in the log after it.
describe('kubectl writes', () => {
  if (found === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(found).toBeUndefined());
    return;
  }
  let writer: KubectlWriter;
  beforeAll(async () => {
    writer = await openKubectlWriter(found.path);
  }, 240_000);
  afterAll(() => writer.stop(), 60_000);

  const kubectl = (...args: readonly string[]) => writer.kubectl(...args);
  const write = (file: string, text: string) => writer.write(file, text);
  const changesOf = (name: string) => writer.changesOf(name);

  it('records what is applied, set, annotated, paused and undone, with the command it came by', async () => {
    await write('web.yaml', manifest('web', 'nginx:1'));
    await write('web2.yaml', manifest('web', 'nginx:2'));
    const said = [
      await kubectl('apply', '-f', 'web.yaml'),
      await kubectl('apply', '-f', 'web2.yaml'),
      await kubectl('set', 'image', 'deploy/web', 'app=nginx:3'),
      await kubectl('annotate', 'deploy/web', 'kubernetes.io/change-cause=첫 배포'),
      await kubectl('rollout', 'restart', 'deploy/web'),
      await kubectl('rollout', 'pause', 'deploy/web'),
    ];
    expect(said.map(({ stdout, exitCode }) => [stdout.trim(), exitCode])).toEqual([
      ['deployment.apps/web created', 0],
      ['deployment.apps/web configured', 0],
      ['deployment.apps/web image updated', 0],
      ['deployment.apps/web annotated', 0],
      ['deployment.apps/web restarted', 0],
      ['deployment.apps/web paused', 0],
    ]);
    expect(said.map(({ stderr }) => stderr.trim().replace(/change \d+/, 'change N'))).toEqual([
      'Warning: recorded as change N: created: app nginx:1, 3 replicas',
      'Warning: recorded as change N: image of app: nginx:1 -> nginx:2; previous revision 1',
      'Warning: recorded as change N: image of app: nginx:2 -> nginx:3; previous revision 2',
      'Warning: recorded as change N: change cause of the current revision: 첫 배포',
      'Warning: recorded as change N: restarted; previous revision 3',
      'Warning: recorded as change N: paused',
    ]);
    const changes = await changesOf('web');
    expect(changes.map(({ source, provenance }) => [source, provenance.command])).toEqual(
      ['apply', 'apply', 'set image', 'annotate', 'rollout restart', 'rollout pause'].map((verb) => [
        'KUBERNETES_API',
        `kubectl ${verb}`,
      ]),
    );
    expect(changes.map(({ cause }) => cause)).toEqual([null, null, null, '첫 배포', null, null]);
  }, 240_000);

  it('refuses in the words of Kubernetes, and records nothing then', async () => {
    await write('bad.yaml', manifest('Bad_Name', 'nginx:1'));
    await write('ok.yaml', manifest('ok', 'nginx:1'));
    await kubectl('create', '-f', 'ok.yaml');
    const patch = (...args: readonly string[]) => kubectl('patch', 'deploy', 'ok', ...args);
    const said = [
      await kubectl('create', '-f', 'ok.yaml'),
      await kubectl('create', '-f', 'bad.yaml'),
      await patch('-p', '{not json'),
      await patch('-p', '{"spec":{"selector":{"matchLabels":{"app":"other"}}}}'),
      await patch('--type=json', '-p', '[{"op":"test","path":"/spec/replicas","value":99}]'),
      await patch('--type=merge', '-p', '{"metadata":{"resourceVersion":"1"},"spec":{"replicas":5}}'),
      await kubectl('delete', 'deploy', 'nope'),
    ];
    expect(said.map(({ stderr }) => stderr.trim().split('\n')[0])).toEqual([
      'Error from server (AlreadyExists): error when creating "ok.yaml": deployments.apps "ok" already exists',
      expect.stringMatching(/^The Deployment "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a lower/),
      `Error from server (BadRequest): invalid character 'n' looking for beginning of object key string`,
      'The Deployment "ok" is invalid: ',
      'The request is invalid: the server rejected our request due to an error in our request',
      'Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "ok": the object has been modified; please apply your changes to the latest version and try again',
      'Error from server (NotFound): deployments.apps "nope" not found',
    ]);
    expect(await changesOf('ok')).toHaveLength(1);
  }, 240_000);

  it('writes nothing in a dry run, and answers as if it had', async () => {
    await write('dry.yaml', manifest('dry', 'nginx:1'));
    const created = await kubectl('create', '--dry-run=server', '-f', 'dry.yaml', '-o', 'json');
    expect(JSON.parse(created.stdout)).toMatchObject({ metadata: { name: 'dry', generation: 1 }, status: {} });
    await kubectl('create', '-f', 'dry.yaml');
    const set = await kubectl('set', 'image', 'deploy/dry', 'app=nginx:2', '--dry-run=server', '-o', 'json');
    expect(JSON.parse(set.stdout)).toMatchObject({
      metadata: { generation: 2 },
      spec: { template: { spec: { containers: [{ image: 'nginx:2' }] } } },
    });
    const deleted = await kubectl('delete', 'deploy', 'dry', '--dry-run=server');
    expect(deleted.stdout.trim()).toBe('deployment.apps "dry" deleted (server dry run)');
    expect(await changesOf('dry')).toHaveLength(1);
  }, 240_000);

  it.each(['background', 'foreground', 'orphan'])(
    'deletes with cascade %s, and the name is free again',
    async (cascade) => {
      await write('gone.yaml', manifest('gone', 'nginx:1'));
      await kubectl('create', '-f', 'gone.yaml');
      const { stdout, stderr, exitCode } = await kubectl('delete', 'deploy', 'gone', `--cascade=${cascade}`);
      expect([stdout.trim(), exitCode]).toEqual(['deployment.apps "gone" deleted', 0]);
      expect(stderr.toLowerCase()).toContain(`deleted (${cascade})`);
      expect((await kubectl('get', 'deploy', 'gone')).exitCode).toBe(1);
    },
    240_000,
  );

  it('takes over what a Deployment of the name left alone, with its revisions, and can undo to them', async () => {
    await write('kept.yaml', manifest('kept', 'nginx:1'));
    await kubectl('create', '-f', 'kept.yaml');
    await kubectl('set', 'image', 'deploy/kept', 'app=nginx:2');
    await kubectl('delete', 'deploy', 'kept', '--cascade=orphan');
    const owners = async (): Promise<string> =>
      (
        await kubectl(
          'get',
          'rs',
          '-l',
          'app=kept',
          '-o',
          'jsonpath={range .items[*]}{.metadata.name} {.metadata.ownerReferences[*].name},{end}',
        )
      ).stdout;
    const left = await owners();
    expect(left.match(/kept-\w+ ,/g)).toHaveLength(2);
    const created = await kubectl('create', '-f', 'kept.yaml');
    expect(created.stderr).toContain('created: app nginx:1, 3 replicas; takes over kept-');
    expect(await owners()).toBe(left.replaceAll(' ,', ' kept,'));
    const history = await kubectl('rollout', 'history', 'deploy/kept');
    expect(history.stdout.match(/^\d+/gm)).toEqual(['2', '3']);
    expect((await kubectl('rollout', 'undo', 'deploy/kept')).stdout.trim()).toBe('deployment.apps/kept rolled back');
    await kubectl('delete', 'deploy', 'kept');
    expect(await owners()).toBe('');
  }, 240_000);

  it('scales, also from a number that must be there, and by a patch', async () => {
    await write('many.yaml', manifest('many', 'nginx:1'));
    await kubectl('create', '-f', 'many.yaml');
    const scale = (...args: readonly string[]) => kubectl('scale', 'deploy/many', ...args);
    const said = [
      await scale('--replicas=5'),
      await scale('--current-replicas=5', '--replicas=2'),
      await scale('--current-replicas=9', '--replicas=3'),
      await kubectl('patch', 'deploy', 'many', '--subresource=scale', '--type=merge', '-p', '{"spec":{"replicas":-1}}'),
      await kubectl('autoscale', 'deploy/many', '--min=1', '--max=3'),
    ];
    expect(said.map(({ stdout, stderr }) => stdout.trim() || stderr.trim())).toEqual([
      'deployment.apps/many scaled',
      'deployment.apps/many scaled',
      'error: Expected replicas to be 9, was 2',
      'The Scale "many" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'Error from server (NotFound): Rollbook has no HorizontalPodAutoscalers, for it measures no load: set the replicas yourself',
    ]);
    const changes = await changesOf('many');
    expect(changes.map(({ summary }) => summary)).toContain('replicas: 5 -> 2');
    const { stdout } = await kubectl('get', 'deploy', 'many', '-o', 'json', '--show-managed-fields');
    expect(stdout).toContain('"subresource": "scale"');
  }, 240_000);

  it('takes a status for what it is: its controller puts it right', async () => {
    await write('state.yaml', manifest('state', 'nginx:1'));
    await kubectl('create', '-f', 'state.yaml');
    const patch = '{"status":{"replicas":77},"spec":{"replicas":7},"metadata":{"annotations":{"note":"seen"}}}';
    await kubectl('patch', 'deploy', 'state', '--subresource=status', '--type=merge', '-p', patch);
    const { stdout } = await kubectl('get', 'deploy', 'state', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ spec: { replicas: 3 }, metadata: { annotations: { note: 'seen' } } });
    expect(JSON.parse(stdout)).not.toMatchObject({ status: { replicas: 77 } });
  }, 240_000);

  it('applies on the server, tells conflicts, and takes over by force', async () => {
    await write('served.yaml', manifest('served', 'nginx:1'));
    await write('served2.yaml', manifest('served', 'nginx:2'));
    const apply = (file: string, ...args: readonly string[]) => kubectl('apply', '--server-side', '-f', file, ...args);
    await apply('served.yaml', '--field-manager=one');
    const conflict = await apply('served2.yaml', '--field-manager=two');
    expect(conflict.stderr).toContain('Apply failed with 1 conflict: conflict with "one"');
    expect(conflict.stderr).toContain('.spec.template.spec.containers[name="app"].image');
    const forced = await apply('served2.yaml', '--field-manager=two', '--force-conflicts');
    expect(forced.stdout.trim()).toBe('deployment.apps/served serverside-applied');
    expect(await changesOf('served')).toHaveLength(2);
  }, 240_000);

  it('waits with a deletion until the last finalizer is taken off', async () => {
    await write('held.yaml', manifest('held', 'nginx:1').replace('name: held }', 'name: held, finalizers: [a.io/b] }'));
    await kubectl('create', '-f', 'held.yaml');
    await kubectl('delete', 'deploy', 'held', '--wait=false');
    const { stdout } = await kubectl('get', 'deploy', 'held', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      metadata: { deletionTimestamp: expect.stringMatching(/Z$/), finalizers: ['a.io/b'] },
    });
    await kubectl('patch', 'deploy', 'held', '--type=merge', '-p', '{"metadata":{"finalizers":null}}');
    expect((await kubectl('get', 'deploy', 'held')).exitCode).toBe(1);
    const changes = await changesOf('held');
    expect(changes.flatMap(({ events }) => events.map(({ type }) => type))).toEqual(
      expect.arrayContaining(['DeletionRequested', 'DeploymentDeleted']),
    );
  }, 240_000);

  it('keeps what was refused', async () => {
    const attempts = `{ attempts(first: 50) { nodes { door operation name code } } }`;
    const { attempts: list } = await writer.program.graphql<{ attempts: { nodes: readonly object[] } }>(attempts);
    expect(list.nodes).toContainEqual({
      door: 'kubernetes-api',
      operation: 'delete deployments',
      name: 'nope',
      code: 'NotFound',
    });
  }, 60_000);
});
