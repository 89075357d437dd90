import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openScene, type Place, type Scene } from './stories/kubectl-scene.js';
import { atOnce, setClusterRelease, setPodLife } from './stories/pod-life.js';
import { storyManifest } from './stories/story-manifest.js';
import { diffOf, type Change, type People, podCounts, type Seen, storyteller } from './stories/storyteller.js';
import { KUBECTLS } from './support/kubectl-terminal.js';
import { personOf } from './support/person-of.js';
import { Program } from './support/program.js';

const [kubectl] = KUBECTLS;
const rows = (text: string): readonly string[] => text.split('\n').slice(1);
const sets = (text: string): readonly string[] => rows(text).map((row) => row.split(' ').slice(0, 4).join(' '));
const secondsAfter = ({ occurredAt }: Change, seconds: number): Date =>
  new Date(Date.parse(occurredAt) + seconds * 1000);
const lastChange = ({ changes }: Seen): Change => changes.nodes.at(-1)!;

// Each told in a cluster of its own, all at the same time.
describe('the stories, typed with kubectl', () => {
  if (kubectl === undefined) {
    it('are not tried: no kubectl is on PATH', () => expect(kubectl).toBeUndefined());
    return;
  }
  let program: Program;
  let people: People;
  let told: Readonly<Record<string, Promise<void>>>;
  beforeAll(async () => {
    program = await Program.start();
    const bound = ['role', 'bind', 'admin', '--subject', 'mina', 'tom', '--cluster', '*', '--namespace', '*'];
    expect(await Program.run({ dataFolder: program.dataFolder, args: bound })).toMatchObject({ code: 0 });
    people = { mina: await personOf(program, 'mina'), tom: await personOf(program, 'tom') };
    told = { A: storyA(), B: storyB(), C: storyC(), D: storyD(), E: storyE() };
    await Promise.allSettled(Object.values(told));
  }, 240_000);
  afterAll(() => program.discard(), 60_000);

  it('A: a Deployment gets its second version and goes back', () => told.A);
  it('B: scaling is not a rollout', () => told.B);
  it('C: an undo under way', () => told.C);
  it('D: why was it changed?', () => told.D);
  it('E: two strategies, and ReplicaSets before and after', () => told.E);

  const sceneAt = (cluster: string, files: Parameters<typeof openScene>[2]): Promise<Scene> =>
    openScene({ program, cluster, kubectl: kubectl.path } satisfies Place, people.mina, files);
  const askerAt = (cluster: string, name: string, namespace = 'default') =>
    storyteller(people.tom, { cluster, namespace, name });

  async function storyA(): Promise<void> {
    const cluster = 'typed-a';
    const place = { cluster, namespace: 'default', name: 'my-app' };
    const myApp = storyManifest({
      name: 'my-app',
      replicas: 3,
      templateLabels: { app: 'my-app' },
      container: { name: 'my-app-container', image: 'my-app:1.0' },
    });
    await atOnce(people.mina, { cluster });
    const { kubectl, close } = await sceneAt(cluster, { 'deployment.yaml': myApp });
    expect(await kubectl('apply', '-f', 'deployment.yaml')).toBe('deployment.apps/my-app created');
    const image = ['deployment/my-app', 'my-app-container=my-app:2.0'];
    expect(await kubectl('set', 'image', ...image, '--record')).toBe('deployment.apps/my-app image updated');
    expect(await kubectl('rollout', 'status', 'deployment/my-app')).toMatch(/successfully rolled out$/);
    const cause = `kubectl set image ${image.join(' ')} --record=true`;
    const history = await kubectl('rollout', 'history', 'deployment/my-app');
    expect(rows(history)).toEqual(['REVISION CHANGE-CAUSE', '1 <none>', `2 ${cause}`]);
    const second = await kubectl('rollout', 'history', 'deployment/my-app', '--revision=2');
    for (const said of ['my-app-container:', 'Image: my-app:2.0', 'Port: <none>', 'Mounts: <none>']) {
      expect(second.replace(/[\t ]+/g, ' ')).toContain(said);
    }
    await kubectl('rollout', 'undo', 'deployment/my-app', '--to-revision=1');
    expect(sets(await kubectl('get', 'rs'))).toEqual(['my-app-5556894bd8 0 0 0', 'my-app-66d6dffc99 3 3 3']);
    await kubectl('rollout', 'undo', 'deployment/my-app');
    expect(rows(await kubectl('rollout', 'history', 'deployment/my-app')).at(-1)).toBe(`4 ${cause}`);
    const seen = await askerAt(cluster, 'my-app').seen();
    expect(seen.changes.nodes.map(({ actor, source, cause: why }) => [actor.subject, source, why])).toEqual([
      ['mina', 'KUBERNETES_API', null],
      ['mina', 'KUBERNETES_API', cause],
      ['mina', 'KUBERNETES_API', null],
      ['mina', 'KUBERNETES_API', null],
    ]);
    expect(seen.revisions.nodes.map(({ number, restoredFrom }) => [number, restoredFrom])).toEqual([
      ...[
        [4, 2],
        [3, 1],
        [2, null],
        [1, null],
      ],
    ]);
    const { fields } = await diffOf(people.tom, place, [{ revision: 1 }, { revision: 2 }]);
    expect(fields).toMatchObject([{ before: 'my-app:1.0', after: 'my-app:2.0' }]);
    await close();
  }

  async function storyB(): Promise<void> {
    const cluster = 'typed-b';
    const vweb = (replicas: number) =>
      storyManifest({
        name: 'vweb',
        labels: { kiamol: 'ch09' },
        templateLabels: { app: 'vweb', version: 'v1' },
        replicas,
        container: { name: 'web', image: 'kiamol/ch09-vweb:v1', ports: [{ name: 'http', containerPort: 80 }] },
      });
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'vweb' },
      spec: { type: 'LoadBalancer', ports: [{ port: 8090, targetPort: 80 }], selector: { app: 'vweb' } },
    };
    await setClusterRelease(people.mina, cluster, '1.28');
    await atOnce(people.mina, { cluster });
    await setPodLife(people.mina, { cluster, imagePattern: 'kiamol/ch09-vweb:v2', startSeconds: 60 });
    const mina = await sceneAt(cluster, {
      'vweb/service.json': service,
      'vweb/deployment.json': vweb(2),
      'update/vweb-v1-scale.json': vweb(3),
    });
    const tom = await mina.as(people.tom);
    const created = await mina.kubectl('apply', '-f', 'vweb/');
    expect(created.split('\n').sort()).toEqual(['deployment.apps/vweb created', 'service/vweb created']);
    expect(sets(await mina.kubectl('get', 'rs', '-l', 'app=vweb'))).toEqual(['vweb-6bd7464487 2 2 2']);
    await tom.kubectl('apply', '-f', 'update/vweb-v1-scale.json');
    expect(sets(await mina.kubectl('get', 'rs', '-l', 'app=vweb'))).toEqual(['vweb-6bd7464487 3 3 3']);
    expect(rows(await mina.kubectl('rollout', 'history', 'deploy/vweb'))).toEqual([
      'REVISION CHANGE-CAUSE',
      '1 <none>',
    ]);
    const scaled = lastChange(await askerAt(cluster, 'vweb').seen());
    expect(scaled).toMatchObject({ actor: { subject: 'tom' }, summary: expect.stringContaining('replicas: 2 -> 3') });
    expect(Math.abs(Date.parse(scaled.occurredAt) - Date.now())).toBeLessThan(60_000);
    await mina.kubectl('set', 'image', 'deployment/vweb', 'web=kiamol/ch09-vweb:v2');
    await sleep(6000);
    expect(sets(await mina.kubectl('get', 'rs', '-l', 'app=vweb'))).toEqual([
      'vweb-6bd7464487 3 3 3',
      'vweb-7c675fdd96 1 1 0',
    ]);
    expect(rows(await mina.kubectl('rollout', 'history', 'deploy/vweb')).slice(1)).toEqual(['1 <none>', '2 <none>']);
    await mina.close();
  }

  async function storyC(): Promise<void> {
    const cluster = 'typed-c';
    const [old, restored] = ['web-deploy-5899d78c9', 'web-deploy-6bc4dfc596'];
    const webDeploy = storyManifest({
      name: 'web-deploy',
      templateLabels: { app: 'web' },
      replicas: 10,
      container: { name: 'nginx', image: 'nginx:1.16' },
    });
    await setClusterRelease(people.mina, cluster, '1.19');
    await setPodLife(people.mina, { cluster });
    await setPodLife(people.mina, { cluster, imagePattern: 'nginx:1.17', terminationSeconds: 12 });
    const { kubectl, close } = await sceneAt(cluster, { 'deploy.yaml': webDeploy });
    await kubectl('apply', '-f', 'deploy.yaml');
    await kubectl('set', 'image', 'deployment', 'web-deploy', 'nginx=nginx:1.17');
    await setPodLife(people.mina, { cluster, startSeconds: 6, terminationSeconds: 12 });
    expect(await kubectl('rollout', 'undo', 'deployment', 'web-deploy')).toBe('deployment.apps/web-deploy rolled back');
    const asker = askerAt(cluster, 'web-deploy');
    const undo = lastChange(await asker.seen());
    await sleep(secondsAfter(undo, 8).getTime() - Date.now());
    const counts = new Map<string, number>();
    for (const row of rows(await kubectl('get', 'pod'))) {
      const [, set = '', status = ''] = /^(\S+)-\w+ \d\/1 (\S+)/.exec(row) ?? [];
      counts.set(`${set} ${status}`, (counts.get(`${set} ${status}`) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      [`${old} Running`]: 3,
      [`${old} Terminating`]: 7,
      [`${restored} Running`]: 5,
      [`${restored} ContainerCreating`]: 5,
    });
    expect(podCounts(await asker.seen(secondsAfter(undo, 8)))).toMatchObject({ [`${restored} ContainerCreating`]: 5 });
    const end = await asker.seen(secondsAfter(undo, 30));
    expect(podCounts(end)).toEqual({ [`${restored} Running`]: 10 });
    expect(end.rollouts.nodes[0]).toMatchObject({ fromRevision: 2, toRevision: 3, lowestAvailable: 8 });
    await close();
  }

  async function storyD(): Promise<void> {
    const [cluster, name] = ['typed-d', 'ml-pipeline-newvis'];
    const newvis = storyManifest({
      name,
      templateLabels: { app: name },
      replicas: 1,
      container: { name, image: 'jwher/new-vis:v1.2', ports: [{ containerPort: 5000 }] },
    });
    await setClusterRelease(people.mina, cluster, '1.16');
    await atOnce(people.mina, { cluster });
    const scene = await sceneAt(cluster, { 'newvis.yaml': newvis });
    const kubectl = (...args: readonly string[]) => scene.kubectl(...args, '-n', 'kubeflow');
    const history = async () => rows(await kubectl('rollout', 'history', `deploy/${name}`)).slice(1);
    await scene.kubectl('create', 'namespace', 'kubeflow');
    await kubectl('apply', '-f', 'newvis.yaml');
    expect(await history()).toEqual(['1 <none>']);
    await kubectl('annotate', `deploy/${name}`, 'kubernetes.io/change-cause=첫 배포');
    expect(await history()).toEqual(['1 첫 배포']);
    const edit = [`deploy/${name}`, '-n', 'kubeflow', '--record'];
    await scene.kubectlEditing(['new-vis:v1.2', 'new-vis:v1.3'], 'edit', ...edit);
    const edited = `kubectl edit deploy/${name} --namespace=kubeflow --record=true`;
    expect(await history()).toEqual(['1 첫 배포', `2 ${edited}`]);
    const first = (await kubectl('rollout', 'history', `deploy/${name}`, '--revision=1')).replace(/[\t ]+/g, ' ');
    expect(first).toContain(`deployment.apps/${name} with revision #1`);
    for (const said of ['pod-template-hash=5d754d989b', 'kubernetes.io/change-cause: 첫 배포', 'Port: 5000/TCP']) {
      expect(first).toContain(said);
    }
    await kubectl('rollout', 'undo', `deploy/${name}`);
    await kubectl('rollout', 'undo', `deploy/${name}`, '--to-revision=2');
    expect(rows(await kubectl('get', `deploy/${name}`))[0]).toMatch(/^ml-pipeline-newvis 1\/1 1 1 /);
    const seen = await askerAt(cluster, name, 'kubeflow').seen();
    expect(seen.changes.nodes.map(({ cause }) => cause)).toEqual([null, '첫 배포', edited, null, null]);
    await scene.close();
  }

  async function storyE(): Promise<void> {
    const [cluster, first, second] = ['typed-e', '7979656b6c', 'f6ff95c84'];
    const myApp = (name: string, strategy?: Readonly<{ type: string }>) =>
      storyManifest({
        name,
        ...(strategy && { strategy }),
        templateLabels: { app: name },
        replicas: 5,
        container: { name: 'nginx', image: 'nginx:1.7.0' },
      });
    await setPodLife(people.mina, { cluster, imagePattern: 'nginx:1.7.0', terminationSeconds: 1 });
    await setPodLife(people.mina, { cluster, imagePattern: 'nginx:1.9.1', startSeconds: 1, terminationSeconds: 1 });
    const { kubectl, close } = await sceneAt(cluster, {
      'myapp.yaml': myApp('myapp-deployment'),
      'recreate.yaml': myApp('myapp-recreate', { type: 'Recreate' }),
    });
    const scalings = async (name: string) =>
      [
        ...(await kubectl('describe', 'deployment', name)).matchAll(
          /Scaled (\w+) replica set \S+-(\S+) from (\d+ to \d+)/g,
        ),
      ].map(([, direction, hash, numbers]) => `${direction} ${hash} ${numbers}`);
    const images = 'nginx=nginx:1.9.1';
    await kubectl('create', '-f', 'myapp.yaml', '-f', 'recreate.yaml');
    expect(await kubectl('get', 'deployments', '-o', 'name')).toBe(
      'deployment.apps/myapp-deployment\ndeployment.apps/myapp-recreate',
    );
    await kubectl('apply', '-f', 'myapp.yaml');
    for (const name of ['myapp-deployment', 'myapp-recreate'])
      await kubectl('set', 'image', `deployment/${name}`, images);
    await kubectl('rollout', 'status', 'deployment/myapp-deployment');
    await kubectl('rollout', 'status', 'deployment/myapp-recreate');
    expect(await scalings('myapp-deployment')).toEqual([
      `up ${first} 0 to 5`,
      `up ${second} 0 to 2`,
      `down ${first} 5 to 4`,
      `up ${second} 2 to 3`,
      `down ${first} 4 to 1`,
      `up ${second} 3 to 5`,
      `down ${first} 1 to 0`,
    ]);
    expect(await scalings('myapp-recreate')).toEqual([
      'up 5dfdd66bbf 0 to 5',
      'down 5dfdd66bbf 5 to 0',
      'up 84cfb8489d 0 to 5',
    ]);
    const own = ['get', 'replicasets', '-l', 'app=myapp-deployment'] as const;
    const names = [`myapp-deployment-${first}`, `myapp-deployment-${second}`] as const;
    expect(sets(await kubectl(...own))).toEqual([`${names[0]} 0 0 0`, `${names[1]} 5 5 5`]);
    expect(await kubectl('diff', '-f', 'myapp.yaml')).toMatch(/^- +- image: nginx:1.9.1\n\+ +- image: nginx:1.7.0$/m);
    await kubectl('rollout', 'undo', 'deployment/myapp-deployment');
    await kubectl('rollout', 'status', 'deployment/myapp-deployment');
    expect(sets(await kubectl(...own))).toEqual([`${names[0]} 5 5 5`, `${names[1]} 0 0 0`]);
    const seen = await askerAt(cluster, 'myapp-deployment').seen();
    expect(seen.changes.nodes.map(({ actor }) => actor.subject)).toEqual(['mina', 'mina', 'mina', 'mina']);
    expect(seen.rollouts.nodes.map(({ toRevision, outcome }) => [toRevision, outcome])[0]).toEqual([3, 'Complete']);
    await close();
  }
});
