import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setClusterRelease, setPodLife } from './stories/pod-life.js';
import { storyManifest } from './stories/story-manifest.js';
import { answer, type Listener, storyteller, type Told } from './stories/storyteller.js';
import { GraphQLClient } from './support/graphql.js';
import { Program } from './support/program.js';

jest.setTimeout(60_000);

type Step = Readonly<{ at: string; replicaSet: string; from: number; to: number; rule: string; message: string }>;
type Count = Readonly<{ count: number; at: string; seconds: number }>;
type Plan = Readonly<{
  changed: boolean;
  message: string;
  at: string;
  outcome: string;
  fromRevision: number | null;
  revision: number | null;
  replicaSet: string | null;
  podTemplateHash: string | null;
  steps: readonly (Step & Readonly<{ seconds: number }>)[];
  durationSeconds: number | null;
  quietSeconds: number;
  fewestAvailable: Count;
  mostPods: Count;
  mostRunning: Count;
  obstacle: Readonly<{
    type: string;
    reason: string;
    message: string;
    replicaSets: readonly Readonly<{ name: string; pods: readonly Readonly<{ status: string }>[] }>[];
  }> | null;
  deadlineExceededAt: string | null;
  diff: Readonly<{ fields: readonly Readonly<{ path: string }>[] }> | null;
  replayedChanges: number;
}>;

const STEP = 'at replicaSet from to rule message';
const PLAN = `query ($change: PlanInput!) { plan(change: $change) {
  changed message at outcome fromRevision revision replicaSet podTemplateHash durationSeconds quietSeconds
  steps { ${STEP} seconds }
  fewestAvailable { count at seconds } mostPods { count at seconds } mostRunning { count at seconds }
  obstacle { type reason message replicaSets { name pods { status } } }
  deadlineExceededAt diff { fields { path } } replayedChanges
} }`;

const OLD = 'web-deploy-5899d78c9';
const RESTORED = 'web-deploy-6bc4dfc596';
const place = { cluster: 'planned', namespace: 'default', name: 'web-deploy' };
const manifest = storyManifest({
  name: 'web-deploy',
  templateLabels: { app: 'web' },
  replicas: 10,
  container: { name: 'nginx', image: 'nginx:1.16' },
});
const images = (image: string) => ({ images: [{ container: 'nginx', image }] });

/** Plans for story C, and what becomes of them. */
describe('what a change would do', () => {
  let program: Program;
  let listener: Listener;
  let teller: ReturnType<typeof storyteller>;
  let client: GraphQLClient;
  let created: Told;
  const plan = async (change: object): Promise<Plan> =>
    (await answer<{ plan: Plan }>(listener, PLAN, { change: { ...place, ...change } })).plan;

  beforeAll(async () => {
    program = await Program.start();
    listener = { url: `${program.url}/graphql`, token: program.token };
    client = new GraphQLClient(program.url, program.token);
    teller = storyteller(listener, place);
    await setClusterRelease(listener, place.cluster, '1.22');
    await setPodLife(listener, { cluster: place.cluster });
    await setPodLife(listener, { cluster: place.cluster, imagePattern: 'nginx:1.17', terminationSeconds: 3 });
    created = await teller.apply(manifest);
    await teller.tell('setImage', images('nginx:1.17'));
    await setPodLife(listener, { cluster: place.cluster, startSeconds: 3, terminationSeconds: 3 });
  });
  afterAll(async () => {
    await program.discard();
  });

  it('when an image is assumed never to get ready, it says where it hangs and when that shows', async () => {
    const change = { ...images('nginx:1.18'), podLife: [{ imagePattern: 'nginx:1.18', neverReady: true }] };
    const stuck = await plan({ ...change, limits: { progressDeadlineSeconds: 60 } });

    expect(stuck).toMatchObject({
      outcome: 'Stuck',
      revision: 3,
      durationSeconds: null,
      fewestAvailable: { count: 8 },
    });
    expect(stuck.obstacle).toMatchObject({
      type: 'Progressing',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${stuck.replicaSet}" has timed out progressing.`,
      replicaSets: [{ name: stuck.replicaSet }],
    });
    expect(stuck.obstacle?.replicaSets[0]?.pods).toEqual(Array(5).fill({ status: 'ImagePullBackOff' }));
    const deadline = (Date.parse(stuck.deadlineExceededAt ?? '') - Date.parse(stuck.at)) / 1000;
    expect(Math.abs(deadline - 61)).toBeLessThanOrEqual(1);
    expect(stuck.diff?.fields.map(({ path }) => path)).toEqual([
      'spec.progressDeadlineSeconds',
      'spec.template.spec.containers[name="nginx"].image',
    ]);
  });

  it('when pods are assumed to take 40 s, it takes as much longer', async () => {
    const slow = await plan({ ...images('nginx:1.18'), podLife: [{ startSeconds: 40 }] });
    expect(slow).toMatchObject({ outcome: 'Complete', durationSeconds: 80, quietSeconds: 83, obstacle: null });
  });

  it('when it is made on the past, it is as it would have been then', async () => {
    const at = created.change?.occurredAt;
    const past = await plan({ at, ...images('nginx:1.17') });
    expect(past).toMatchObject({ fromRevision: 1, revision: 2, replicaSet: OLD, podTemplateHash: '5899d78c9', at });
    expect(past.replayedChanges).toBe(1);
    await expect(plan({ at: new Date(Date.parse(at ?? '') - 1), restart: true })).rejects.toThrow('not found');
    expect((await plan({ at: new Date(Date.parse(at ?? '') - 1), manifest: JSON.stringify(manifest) })).revision).toBe(
      1,
    );
  });

  it('when it is of a manifest, a patch or another strategy, it says what each would do', async () => {
    const applied = await plan({ manifest: JSON.stringify(manifest), name: null, namespace: null });
    expect(applied).toMatchObject({ replicaSet: RESTORED, revision: 3, outcome: 'Complete' });
    const patched = await plan({ patch: 'spec: {replicas: 12}' });
    expect(patched).toMatchObject({ message: 'replicas: 10 -> 12', revision: 2, mostRunning: { count: 12 } });
    const careful = await plan({
      undo: {},
      strategy: { type: 'RollingUpdate', maxSurge: '1', maxUnavailable: '0' },
    });
    expect(careful).toMatchObject({ fewestAvailable: { count: 10 }, mostRunning: { count: 11 }, durationSeconds: 30 });
    const recreated = await plan({ undo: { toRevision: 1 }, strategy: { type: 'Recreate' } });
    expect(recreated).toMatchObject({ fewestAvailable: { count: 0, seconds: 0 }, durationSeconds: 6 });
  });

  it('when nothing is to be changed, it says so and plays nothing', async () => {
    expect(await plan({ scale: { replicas: 10 } })).toMatchObject({
      changed: false,
      outcome: 'Complete',
      steps: [],
      diff: null,
      durationSeconds: 0,
    });
    expect(await plan({})).toMatchObject({ changed: false, steps: [] });
  });

  it.each<[string, string, object, object]>([
    ['a container is unknown', 'setImage', { images: [{ container: 'api', image: 'a:1' }] }, {}],
    ['a revision is unknown', 'undoRollout', { toRevision: 99 }, { undo: { toRevision: 99 } }],
    [
      'two targets are given',
      'undoRollout',
      { toRevision: 1, toLastCompleted: true },
      { undo: { toRevision: 1, toLastCompleted: true } },
    ],
    [
      'other replicas are expected',
      'scaleDeployment',
      { replicas: 3, currentReplicas: 4 },
      { scale: { replicas: 3, currentReplicas: 4 } },
    ],
    ['fewer than none are wanted', 'scaleDeployment', { replicas: -1 }, { scale: { replicas: -1 } }],
    [
      'both fenceposts are 0',
      'changeStrategy',
      { type: 'RollingUpdate', maxSurge: '0', maxUnavailable: '0' },
      { strategy: { type: 'RollingUpdate', maxSurge: '0', maxUnavailable: '0' } },
    ],
    ['there is no such Deployment', 'restartRollout', { name: 'nobody' }, { restart: true, name: 'nobody' }],
  ])('when %s, it is refused as the change is', async (_, mutation, input, asked) => {
    const real = await teller.refused(mutation, input);
    const change = Object.keys(asked).length > 0 ? asked : input;
    const { message, status: _status, ...extensions } = await client.error(PLAN, { change: { ...place, ...change } });
    expect({ message, ...extensions }).toEqual({ message: real.message, ...real.extensions });
  });

  it.each<[string, object, string, string]>([
    ['it lies in the future', { at: '2999-01-01T00:00:00Z' }, 'BAD_USER_INPUT', 'change.at'],
    ['it has no name', { name: null }, 'BAD_USER_INPUT', 'change.name: is needed'],
    [
      'the manifest is of another Deployment',
      { manifest: JSON.stringify({ ...manifest, metadata: { name: 'api' } }) },
      'BAD_USER_INPUT',
      'change.name',
    ],
    [
      'the manifest has two',
      { manifest: `${JSON.stringify(manifest)}\n---\n${JSON.stringify(manifest)}` },
      'BAD_USER_INPUT',
      'has 2',
    ],
    ['the patch is no object', { patch: '[1]' }, 'BAD_USER_INPUT', 'must be an object'],
    ['the patch has a wrong directive', { patch: '{spec: {$patch: mix}}' }, 'BAD_USER_INPUT', 'unknown patch type'],
    ['the patch renames it', { patch: '{metadata: {name: api}}' }, 'INVALID', 'metadata.name'],
    ['there are too many pods', { scale: { replicas: 2001 } }, 'LIMIT_EXCEEDED', '2001 pods'],
    [
      'there are too many assumptions',
      { podLife: Array(21).fill({ startSeconds: 1 }) },
      'LIMIT_EXCEEDED',
      '21 assumptions',
    ],
    [
      'pods take longer than a day',
      { podLife: [{ startSeconds: 86_401 }] },
      'BAD_USER_INPUT',
      'change.podLife[0].startSeconds',
    ],
  ])('when %s, it is refused in words', async (_, change, code, words) => {
    const refused = await client.error(PLAN, { change: { ...place, ...change } });
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(words);
  });

  it('when as much is asked as may be, it is answered', async () => {
    const podLife = Array(20).fill({ startSeconds: 86_400 });
    expect(await plan({ scale: { replicas: 2000 }, podLife })).toMatchObject({ mostPods: { count: 2000 } });
  });

  it('when more plans are asked for at once than one request may, it is refused', async () => {
    const query = `{ ${Array.from({ length: 11 }, (_, n) => `p${n}: plan(change: {namespace: "default", name: "web-deploy"}) { at }`).join(' ')} }`;
    expect(await client.error(query)).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'cost' });
  });

  it('when the undo is then made, what was planned is what happens', async () => {
    const before = await teller.seen();
    const planned = await plan({ undo: {} });
    expect((await teller.seen()).position).toBe(before.position);
    expect(planned).toMatchObject({
      changed: true,
      message: 'undone to revision 1: image of nginx: nginx:1.17 -> nginx:1.16',
      outcome: 'Complete',
      fromRevision: 2,
      revision: 3,
      replicaSet: RESTORED,
      fewestAvailable: { count: 8, seconds: 0 },
      mostPods: { count: 18 },
      mostRunning: { count: 13 },
      replayedChanges: 0,
    });

    const undo = await teller.tell('undoRollout', {});
    const start = Date.parse(undo.change?.occurredAt ?? '');
    const seconds = (moment: string): number => (Date.parse(moment) - start) / 1000;
    await teller.seen();
    const [real] = await rolloutsOf(listener);
    expect(real?.steps.map(({ at, ...step }) => ({ ...step, seconds: seconds(at) }))).toEqual(
      planned.steps.map(({ at: _at, ...step }) => step),
    );
    expect(real).toMatchObject({ toRevision: planned.revision, lowestAvailable: planned.fewestAvailable.count });
    expect(seconds(real?.endedAt ?? '')).toBe(planned.durationSeconds);
    const moments = [0, ...planned.steps.map((step) => step.seconds), planned.quietSeconds];
    const available = await Promise.all(
      moments.map(async (second) => (await teller.seen(new Date(start + second * 1000))).status.availableReplicas),
    );
    expect(Math.min(...available)).toBe(planned.fewestAvailable.count);
  });

  it('when it is under way, a plan goes on from where it is', async () => {
    const rest = await plan({});
    expect(rest).toMatchObject({ changed: false, outcome: 'Complete', revision: 3, replicaSet: RESTORED });
    expect(rest.steps.length).toBeLessThan((await rolloutsOf(listener))[0]?.steps.length ?? 0);
  });
});

type Rollout = Readonly<{ toRevision: number; endedAt: string; lowestAvailable: number; steps: readonly Step[] }>;

async function rolloutsOf(listener: Listener): Promise<readonly Rollout[]> {
  const query = `query ($cluster: String!, $namespace: String!, $name: String!, $at: DateTime) {
    deployment(cluster: $cluster, namespace: $namespace, name: $name, at: $at) {
      rollouts(first: 1) { nodes { toRevision endedAt lowestAvailable steps { ${STEP} } } }
    }
  }`;
  const at = new Date(Date.now() + 60_000);
  const { deployment } = await answer<{ deployment: { rollouts: { nodes: readonly Rollout[] } } }>(listener, query, {
    ...place,
    at,
  });
  return deployment.rollouts.nodes;
}
