import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlFolder, openKubectlFolder } from './sessions/kubectl-folder.js';
import { runKubectl } from './sessions/run-kubectl.js';
import { Program } from './support/program.js';

const [found] = await findKubectls();

const manifest = (name: string, image: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "${image}" }] }
`;

const CHANGES = `query ($name: String!) { changes(filter: { namespace: "default", name: $name }) { nodes {
  source summary cause provenance { command } } } }`;

type Change = Readonly<{
  source: string;
  summary: string;
  cause: string | null;
  provenance: Readonly<{ command: string | null }>;
}>;
type Changes = Readonly<{ changes: { nodes: readonly Change[] } }>;

// What a kubectl writes, and what is in the log after it.
describe('kubectl writes', () => {
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
  const write = (file: string, text: string): Promise<void> => writeFile(join(folder.files, file), text);
  const changesOf = async (name: string) => (await program.graphql<Changes>(CHANGES, { name })).changes.nodes;

  it('records what is applied, set, annotated, paused and undone, with the command it came by', async () => {
    await write('web.yaml', manifest('web', 'nginx:1'));
    await write('web2.yaml', manifest('web', 'nginx:2'));
    const said = [
      await kubectl('apply', '--validate=false', '-f', 'web.yaml'),
      await kubectl('apply', '--validate=false', '-f', 'web2.yaml'),
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
    await kubectl('create', '--validate=false', '-f', 'ok.yaml');
    const patch = (...args: readonly string[]) => kubectl('patch', 'deploy', 'ok', ...args);
    const said = [
      await kubectl('create', '--validate=false', '-f', 'ok.yaml'),
      await kubectl('create', '--validate=false', '-f', 'bad.yaml'),
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
    const created = await kubectl('create', '--validate=false', '--dry-run=server', '-f', 'dry.yaml', '-o', 'json');
    expect(JSON.parse(created.stdout)).toMatchObject({ metadata: { name: 'dry', generation: 1 }, status: {} });
    await kubectl('create', '--validate=false', '-f', 'dry.yaml');
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
      await kubectl('create', '--validate=false', '-f', 'gone.yaml');
      const { stdout, stderr, exitCode } = await kubectl('delete', 'deploy', 'gone', `--cascade=${cascade}`);
      expect([stdout.trim(), exitCode]).toEqual(['deployment.apps "gone" deleted', 0]);
      expect(stderr.toLowerCase()).toContain(`deleted (${cascade})`);
      expect((await kubectl('get', 'deploy', 'gone')).exitCode).toBe(1);
    },
    240_000,
  );
});
