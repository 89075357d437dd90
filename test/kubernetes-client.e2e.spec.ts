import { join } from 'node:path';
import {
  type ApiException,
  AppsV1Api,
  CoreV1Api,
  type Informer,
  KubeConfig,
  KubernetesObjectApi,
  makeInformer,
  type ObjectCache,
  PatchStrategy,
  setHeaderOptions,
  type V1Deployment,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addManyEvents } from './support/many-events.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';

// A client that nobody here wrote, logged in by the kubeconfig file.
const SHOP = '/apis/apps/v1/namespaces/shop/deployments';

let database: TestDatabase;
let program: Program;
let config: KubeConfig;
let apps: AppsV1Api;
let core: CoreV1Api;

beforeAll(async () => {
  database = await createTestDatabase();
  program = await Program.start({ env: { DATABASE_URL: database.url } });
  config = new KubeConfig();
  config.loadFromFile(join(program.dataFolder, 'kubeconfig'));
  apps = config.makeApiClient(AppsV1Api);
  core = config.makeApiClient(CoreV1Api);
  await core.createNamespace({ body: { metadata: { name: 'shop' } } });
}, 240_000);
afterAll(async () => {
  await program.discard();
  await database.drop();
}, 60_000);

function deployment(name: string, image: string): V1Deployment {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } },
    },
  };
}

function create(name: string, image = 'web:1'): Promise<V1Deployment> {
  return apps.createNamespacedDeployment({ namespace: 'shop', body: deployment(name, image) });
}

async function refusalOf(asked: Promise<unknown>): Promise<Readonly<{ reason: string; message: string }>> {
  const error = (await asked.catch((reason: unknown) => reason)) as ApiException<string>;
  const { reason, message } = JSON.parse(error.body) as { reason: string; message: string };
  return { reason, message };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > end) throw new Error('it did not come to hold within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function imageOf({ spec }: V1Deployment): string | undefined {
  return spec?.template.spec?.containers[0]?.image;
}

describe('the typed client', () => {
  it('creates, reads, replaces, scales and deletes', async () => {
    const made = await create('one');
    expect(made.metadata?.creationTimestamp).toBeInstanceOf(Date);
    const at = { namespace: 'shop', name: 'one' };
    const replaced = { ...made, spec: { ...made.spec!, minReadySeconds: 5 } };
    expect((await apps.replaceNamespacedDeployment({ ...at, body: replaced })).spec?.minReadySeconds).toBe(5);
    await expect(apps.replaceNamespacedDeployment({ ...at, body: made })).rejects.toMatchObject({ code: 409 });
    const scale = await apps.readNamespacedDeploymentScale(at);
    scale.spec!.replicas = 3;
    expect((await apps.replaceNamespacedDeploymentScale({ ...at, body: scale })).spec?.replicas).toBe(3);
    expect((await apps.readNamespacedDeploymentStatus(at)).spec?.replicas).toBe(3);
    await apps.deleteNamespacedDeployment(at);
    expect(await refusalOf(apps.readNamespacedDeployment(at))).toEqual({
      reason: 'NotFound',
      message: 'deployments.apps "one" not found',
    });
  });

  it('lists page by page', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) await create(name);
    const list = { namespace: 'shop', labelSelector: 'app in (page-a,page-b,page-c)', limit: 2 };
    const first = await apps.listNamespacedDeployment(list);
    const rest = await apps.listNamespacedDeployment({ ...list, _continue: first.metadata!._continue! });
    expect([...first.items, ...rest.items].map(({ metadata }) => metadata?.name)).toEqual([
      'page-a',
      'page-b',
      'page-c',
    ]);
  });

  it.each([
    [PatchStrategy.JsonPatch, [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'web:json' }]],
    [PatchStrategy.MergePatch, { spec: { template: { spec: { containers: [{ name: 'web', image: 'web:merge' }] } } } }],
    [
      PatchStrategy.StrategicMergePatch,
      { spec: { template: { spec: { containers: [{ name: 'web', image: 'web:strategic' }] } } } },
    ],
  ])('patches by %s', async (type, body) => {
    const name = `patched-${type.slice('application/'.length).split('-')[0]!}`;
    await create(name);
    const options = setHeaderOptions('Content-Type', type);
    const patched = await apps.patchNamespacedDeployment({ namespace: 'shop', name, body }, options);
    expect(imageOf(patched)).toBe(`web:${name.slice('patched-'.length)}`);
  });
});

it('a name is not free before what was deleted in the foreground is gone', async () => {
  await program.graphql(
    'mutation { setPodLife(input: { imagePattern: "slow:*", terminationSeconds: 5 }) { startSeconds } }',
  );
  await create('front', 'slow:1');
  const at = { namespace: 'shop', name: 'front' };
  const inForeground = { ...at, body: { propagationPolicy: 'Foreground' } };
  await apps.deleteNamespacedDeployment(inForeground);
  expect(await refusalOf(create('front'))).toEqual({
    reason: 'AlreadyExists',
    message: 'object is being deleted: deployments.apps "front" already exists',
  });
  const patch = (op: string, path: string, value?: unknown) =>
    apps.patchNamespacedDeployment({ ...at, body: [{ op, path, value }] });
  const written = await patch('replace', '/spec/replicas', 7);
  expect(written.metadata).toMatchObject({ finalizers: ['foregroundDeletion'], generation: 3 });
  expect((await apps.readNamespacedDeployment(at)).spec?.replicas).toBe(7);
  expect(await refusalOf(patch('add', '/metadata/finalizers/-', 'a.io/b'))).toMatchObject({ reason: 'Invalid' });
  const manifest = JSON.stringify(deployment('front', 'web:2'));
  const apply =
    'mutation ($manifest: String!) { applyDeployment(input: { manifest: $manifest }) { results { message } } }';
  await expect(program.graphql(apply, { manifest })).rejects.toThrow('object is being deleted');
  await apps.deleteNamespacedDeployment(inForeground); // again: it goes already
  await until(async () => (await apps.readNamespacedDeployment(at).catch(() => undefined)) === undefined);
  expect((await create('front')).metadata?.uid).toEqual(expect.any(String));
  await apps.deleteNamespacedDeployment(inForeground);
  await patch('remove', '/metadata/finalizers'); // nobody waits for the pods any more
  expect((await create('front')).metadata?.uid).toEqual(expect.any(String));
}, 30_000);

describe('Services and bare Pods', () => {
  it('of those that ask for one node port at once, one gets it', async () => {
    const ask = async (index: number): Promise<number> => {
      const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] };
      const body = { metadata: { name: `asks-${index}` }, spec };
      return core.createNamespacedService({ namespace: 'shop', body }).then(
        () => 201,
        (error: unknown) => (error as ApiException<string>).code,
      );
    };
    const answered = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(index)));
    expect(answered.sort()).toEqual([201, ...Array<number>(9).fill(422)]);
  });

  it('are deleted many at a time, as the selector says', async () => {
    const metadata = (name: string) => ({ name, labels: { of: 'many' } });
    const pod = { containers: [{ name: 'app', image: 'web:1' }] };
    for (const name of ['many-1', 'many-2']) {
      await core.createNamespacedService({
        namespace: 'shop',
        body: { metadata: metadata(name), spec: { ports: [{ port: 80 }] } },
      });
      await core.createNamespacedPod({ namespace: 'shop', body: { metadata: metadata(name), spec: pod } });
    }
    const many = { namespace: 'shop', labelSelector: 'of=many' };
    expect((await core.readNamespacedServiceStatus({ namespace: 'shop', name: 'many-1' })).status).toBeDefined();
    await core.deleteCollectionNamespacedService(many);
    expect((await core.listNamespacedService(many)).items).toEqual([]);
    await core.deleteCollectionNamespacedPod(many);
    await until(async () => (await core.listNamespacedPod(many)).items.length === 0);
  });
});

it('what is written through status is owned so', async () => {
  await create('told');
  const body = { metadata: { annotations: { told: 'yes' } } };
  const options = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
  const asked = { namespace: 'shop', name: 'told', body, fieldManager: 'teller' };
  const { metadata } = await apps.patchNamespacedDeploymentStatus(asked, options);
  expect(metadata?.managedFields).toContainEqual({
    manager: 'teller',
    operation: 'Update',
    apiVersion: 'apps/v1',
    time: expect.any(Date) as unknown as Date,
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:told': {} } } },
    subresource: 'status',
  });
});

it('the client of any object finds its way by discovery, and applies on the server', async () => {
  const objects = KubernetesObjectApi.makeApiClient(config);
  const apply = (image: string): Promise<V1Deployment> =>
    objects.patch(deployment('applied', image), undefined, undefined, 'test', true, PatchStrategy.ServerSideApply);
  expect(imageOf(await apply('web:1'))).toBe('web:1');
  const applied = await apply('web:2');
  expect(imageOf(applied)).toBe('web:2');
  expect(applied.metadata?.managedFields).toContainEqual(
    expect.objectContaining({ manager: 'test', operation: 'Apply' }),
  );
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } };
  const made = await objects.create({ ...service, spec: { ports: [{ port: 80 }] } });
  expect(await objects.read(service)).toEqual(made);
  await objects.delete(service);
  await expect(objects.read(service)).rejects.toMatchObject({ code: 404 });
});

it('a watch tells what happens, and ends when its time is over', async () => {
  const seen: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const told = (phase: string, { metadata }: V1Deployment): void => {
      seen.push(`${phase} ${metadata?.name}`);
    };
    const query = { timeoutSeconds: 2, fieldSelector: 'metadata.name=watched' };
    new Watch(config)
      .watch(SHOP, query, told, (error: unknown) => (error === null ? resolve() : reject(error as Error)))
      .then(() => create('watched'))
      .catch(reject);
  });
  expect(seen).toContain('ADDED watched');
}, 30_000);

describe('an informer', () => {
  it('goes on after the server ended its watch, and lists again when it comes too late', async () => {
    // Each watch ends after a second; the first list tells of a version that is long gone.
    await addManyEvents(database.url);
    let lists = 0;
    const list = async () => {
      const found = await apps.listNamespacedDeployment({ namespace: 'shop' });
      lists += 1;
      if (lists === 1) found.metadata!.resourceVersion = '1000000000';
      return found;
    };
    const informer = makeInformer<V1Deployment>(config, `${SHOP}?timeoutSeconds=1`, list);
    const connects = counted(informer);
    await create('informed');
    await informer.start();
    try {
      await until(() => lists === 2 && connects() > 3);
      await apps.patchNamespacedDeployment({ namespace: 'shop', name: 'informed', body: IMAGE });
      await until(() => imageIn(informer, 'informed') === 'web:2');
      await apps.deleteNamespacedDeployment({ namespace: 'shop', name: 'informed' });
      await until(() => informer.get('informed', 'shop') === undefined);
      expect(lists).toBe(2);
    } finally {
      await informer.stop();
    }
  }, 60_000);

  const IMAGE = [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'web:2' }];

  function imageIn(informer: ObjectCache<V1Deployment>, name: string): string | undefined {
    const found = informer.get(name, 'shop');
    return found && imageOf(found);
  }

  function counted(informer: Informer<V1Deployment>): () => number {
    let connects = 0;
    informer.on('connect', () => {
      connects += 1;
    });
    informer.on('error', (error: unknown) => {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error; // its own way to stop
    });
    return () => connects;
  }
});
