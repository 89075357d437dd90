import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlFolder, openKubectlFolder } from './sessions/kubectl-folder.js';
import { runKubectl } from './sessions/run-kubectl.js';
import { Program } from './support/program.js';
import { type Change, CHANGES, SHOP } from './support/shop.js';

const [found] = await findKubectls();

// Manifests as people have them: what is beside a Deployment is kept too, with who changed it.
describe('kubectl with Services and Namespaces', () => {
  if (found === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(found).toBeUndefined());
    return;
  }
  let program: Program;
  let folder: KubectlFolder;
  beforeAll(async () => {
    program = await Program.start({ env: { ROLLBOOK_KUBERNETES_PORT: '0' } });
    folder = await openKubectlFolder({ path: found.path });
    await writeFile(join(folder.files, 'shop.yaml'), SHOP);
    await writeFile(join(folder.files, 'shop2.yaml'), SHOP.replace('port: 80,', 'port: 81,'));
  }, 240_000);
  afterAll(async () => {
    await program.discard();
    await folder.discard();
  }, 60_000);

  const kubectl = async (...args: readonly string[]) => {
    const terminal = { kubeconfig: join(program.dataFolder, 'kubeconfig'), folder, longestSeconds: 120 };
    return runKubectl(terminal, { args });
  };
  const changesOf = async (...kinds: readonly string[]) =>
    (await program.graphql<{ changes: { nodes: readonly Change[] } }>(CHANGES, { kinds })).changes.nodes;

  it('applies a manifest with all three, again, and changed', async () => {
    const first = await kubectl('apply', '--validate=false', '-f', 'shop.yaml');
    expect(first.stdout.trim().split('\n')).toEqual([
      'namespace/shop created',
      'service/web created',
      'deployment.apps/web created',
    ]);
    const again = await kubectl('apply', '--validate=false', '-f', 'shop.yaml');
    expect(
      again.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[1]),
    ).toEqual(Array(3).fill('unchanged'));
    const changed = await kubectl('apply', '--validate=false', '-f', 'shop2.yaml');
    expect(changed.stdout).toContain('service/web configured');
    const service = JSON.parse((await kubectl('get', 'service', 'web', '-n', 'shop', '-o', 'json')).stdout) as object;
    expect(service).toMatchObject({
      metadata: { name: 'web', namespace: 'shop' },
      spec: { ports: [{ port: 81, targetPort: 8080, protocol: 'TCP' }], clusterIP: expect.stringMatching(/^10\./) },
    });
  }, 240_000);

  it('keeps who changed a Service, how, and what', async () => {
    await kubectl('label', 'service/web', '-n', 'shop', 'tier=front');
    const dry = await kubectl('label', 'service/web', '-n', 'shop', 'tier=back', '--overwrite', '--dry-run=server');
    expect(dry.stdout.trim()).toBe('service/web labeled (server dry run)');
    await kubectl('patch', 'service', 'web', '-n', 'shop', '-p', '{"spec":{"selector":{"app":"other"}}}');
    const changes = await changesOf('Service');
    expect(changes.map(({ summary }) => summary)).toEqual([
      'created: NodePort, port 80/TCP',
      expect.stringMatching(/^ports/),
      'label tier added',
      'selector.app changed',
    ]);
    expect(changes.at(-1)).toMatchObject({
      objectKind: 'Service',
      deployment: null,
      provenance: { command: 'kubectl patch' },
      events: [{ type: 'ObjectWritten' }],
      diff: { fields: [{ path: 'spec.selector.app', kind: 'CHANGED' }] },
    });
    expect((await changesOf('Namespace', 'Deployment')).map(({ objectKind }) => objectKind)).toEqual([
      'Namespace',
      'Deployment',
    ]);
  }, 240_000);

  it('takes a status below the object, as far as it is nobody else’s', async () => {
    const patch = (of: string, status: object) =>
      kubectl('patch', ...of.split(' '), '--subresource=status', '--type=merge', '-p', JSON.stringify({ status }));
    const conditions = [{ type: 'Checked', status: 'True', lastTransitionTime: null, reason: 'Seen', message: '' }];
    expect((await patch('namespace shop', { conditions })).stdout.trim()).toBe('namespace/shop patched');
    expect((await kubectl('get', 'ns', 'shop', '-o', 'jsonpath={.status}')).stdout).toContain('"Checked"');
    const refused = await patch('service web -n shop', { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } });
    expect(refused.stderr).toContain('may only be used when `spec.type` is "LoadBalancer"');
  }, 240_000);

  it('lists Services and Namespaces', async () => {
    const services = await kubectl('get', 'services', '-A', '--no-headers');
    expect(
      services.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/ +/).slice(0, 3)),
    ).toEqual([['shop', 'web', 'NodePort']]);
    const namespaces = await kubectl('get', 'namespaces', '-o', 'custom-columns=:.metadata.name,:.status.phase');
    expect(
      namespaces.stdout
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/ +/)),
    ).toEqual([
      ['default', 'Active'],
      ['kube-node-lease', 'Active'],
      ['kube-public', 'Active'],
      ['kube-system', 'Active'],
      ['shop', 'Active'],
    ]);
  }, 240_000);

  it('refuses what a cluster refuses, in its words', async () => {
    const expose = (...args: readonly string[]) => kubectl('create', 'service', ...args);
    const said = [
      await expose('clusterip', 'web', '--tcp=80', '-n', 'shop'),
      await expose('clusterip', 'web', '--tcp=80', '-n', 'nowhere'),
      await kubectl('patch', 'service', 'web', '-n', 'shop', '-p', '{"spec":{"type":"Nothing"}}'),
      await kubectl(
        'patch',
        'service',
        'web',
        '-n',
        'shop',
        '--type=merge',
        '-p',
        '{"metadata":{"resourceVersion":"1"}}',
      ),
      await kubectl('delete', 'service', 'nope', '-n', 'shop', '--wait=false'),
      await kubectl('get', 'namespace', 'nowhere'),
    ];
    expect(said.map(({ stderr }) => stderr.trim().split('\n')[0])).toEqual([
      'error: failed to create ClusterIP service: services "web" already exists',
      'error: failed to create ClusterIP service: namespaces "nowhere" not found',
      'The Service "web" is invalid: spec.type: Unsupported value: "Nothing": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      'Error from server (Conflict): Operation cannot be fulfilled on services "web": the object has been modified; please apply your changes to the latest version and try again',
      'Error from server (NotFound): services "nope" not found',
      'Error from server (NotFound): namespaces "nowhere" not found',
    ]);
  }, 240_000);

  it('deletes a Service, and its history stays', async () => {
    const dry = await kubectl('delete', 'service', 'web', '-n', 'shop', '--dry-run=server');
    expect(dry.stdout).toContain('deleted (server dry run)');
    const gone = await kubectl('delete', 'service', 'web', '-n', 'shop', '--wait=false');
    expect(gone.stdout).toContain('service "web" deleted');
    expect((await kubectl('get', 'service', 'web', '-n', 'shop')).stderr).toContain('services "web" not found');
    expect((await changesOf('Service')).at(-1)).toMatchObject({
      summary: 'deleted',
      events: [{ type: 'ObjectDeleted' }],
    });
  }, 240_000);

  it('deletes a namespace with all that is in it, and it is Terminating until the last pod is gone', async () => {
    const standing = await kubectl('delete', 'namespace', 'default', '--wait=false');
    expect(standing.stderr).toContain('namespaces "default" is forbidden: this namespace may not be deleted');
    await kubectl('apply', '--validate=false', '-f', 'shop.yaml');
    const dry = await kubectl('delete', 'namespace', 'shop', '--dry-run=server');
    expect(dry.stdout).toContain('deleted (server dry run)');
    const deleted = await kubectl('delete', 'namespace', 'shop', '--wait=false');
    expect(deleted.stdout).toContain('namespace "shop" deleted');
    const late = await kubectl('create', 'service', 'clusterip', 'late', '--tcp=80', '-n', 'shop');
    expect(late.stderr).toContain('because it is being terminated');
    expect((await kubectl('get', 'deployments,services', '-n', 'shop')).stdout).toBe('');
    const ends = await changesOf('Deployment', 'Namespace', 'Service');
    expect(
      ends
        .slice(-3)
        .map(({ objectKind, summary }) => [objectKind, summary])
        .sort(),
    ).toEqual([
      ['Deployment', 'deleted (Background)'],
      ['Namespace', 'deleted'],
      ['Service', 'deleted'],
    ]);
    await untilGone('shop');
    expect((await kubectl('create', 'namespace', 'shop')).stdout.trim()).toBe('namespace/shop created');
  }, 240_000);

  async function untilGone(name: string): Promise<void> {
    for (;;) {
      const { stderr } = await kubectl('get', 'namespace', name);
      if (stderr.includes('not found')) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
});
