import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectls } from './sessions/find-kubectls.js';
import { type KubectlFolder, openKubectlFolder } from './sessions/kubectl-folder.js';
import { runKubectl } from './sessions/run-kubectl.js';
import { Program } from './support/program.js';

const [found] = await findKubectls();

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "nginx:1" }] }
`;

const CHANGES = `query ($kinds: [ObjectKind!]) { changes(filter: { namespace: "shop", objectKind: $kinds }) { nodes {
  objectKind name summary actor { subject } provenance { command } deployment { name }
  events { type } diff { fields { path kind } } } } }`;

type Change = Readonly<{
  objectKind: string;
  name: string;
  summary: string;
  deployment: Readonly<{ name: string }> | null;
  provenance: Readonly<{ command: string | null }>;
  events: readonly Readonly<{ type: string }>[];
  diff: Readonly<{ fields: readonly Readonly<{ path: string; kind: string }>[] }>;
}>;

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
});
