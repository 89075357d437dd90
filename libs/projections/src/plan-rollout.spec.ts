import { describe, expect, it } from '@jest/globals';
import {
  after,
  annotated,
  created,
  deleted,
  image,
  limits,
  paused,
  recorded,
  resumed,
  scaled,
  START,
  strategy,
  type Told,
  undone,
} from '../../../test/support/history.js';
import { assumePodLife, type DeploymentEvent, type PodLifeAssumption } from '#libs/history';
import { planRollout, type RolloutPlan } from './plan-rollout.js';
import { projectChanges } from './project-changes.js';

const stream = { cluster: 'default', namespace: 'shop', name: 'web', uid: 'uid-1' };

/** Plans events so many seconds after START, on what was told before. */
async function plan(
  told: readonly Told[],
  at: number,
  events: readonly DeploymentEvent[],
  assumptions: readonly PodLifeAssumption[] = [],
): Promise<RolloutPlan> {
  const state = told.length === 0 ? undefined : projectChanges(undefined, await recorded(...told)).state;
  return planRollout(state, {
    stream,
    events,
    at: START + at * 1000,
    assume: (template, life) => assumePodLife(assumptions, template, life),
  });
}

const seconds = (moment: number | undefined) => moment && (moment - START) / 1000;
const web1 = after(0, created('web:1'));
const ten = after(0, created('web:1', { replicas: 10 }));

/** Outcome, revision, when it completes and is quiet; fewest available, most pods, most running, each with its second. */
function told(result: RolloutPlan) {
  const { outcome, revision, completedAt, quietAt, fewestAvailable, mostPods, mostRunning } = result;
  const extremes = [fewestAvailable, mostPods, mostRunning].map(({ count, at }) => `${count}@${seconds(at)}`);
  return [outcome, revision, seconds(completedAt), seconds(quietAt), ...extremes];
}

describe('planRollout', () => {
  it.each<[string, Told[], DeploymentEvent[], unknown[]]>([
    ['it is created', [], [created('web:1')], ['Complete', 1, 103, 103, '0@100', '3@100', '3@100']],
    ['an image is set', [web1], [image('web:2')], ['Complete', 2, 109, 111, '3@100', '5@103', '4@100']],
    ['ten are replaced', [ten], [image('web:2')], ['Complete', 2, 106, 108, '8@100', '18@103', '13@100']],
    ['it is scaled up', [web1], [scaled(5)], ['Complete', 1, 103, 103, '3@100', '5@100', '5@100']],
    ['it is scaled down', [web1], [scaled(1)], ['Complete', 1, 100, 102, '1@100', '3@100', '1@100']],
    [
      'it is replaced at once',
      [web1],
      [strategy('Recreate'), image('web:2')],
      ['Complete', 2, 105, 105, '0@100', '3@100', '3@102'],
    ],
    ['nothing is changed', [web1], [], ['Complete', 1, 100, 100, '3@100', '3@100', '3@100']],
    ['only an annotation is', [web1], [annotated({ a: 'b' })], ['Complete', 1, 100, 100, '3@100', '3@100', '3@100']],
    [
      'it is paused with a new image',
      [web1],
      [image('web:2'), paused],
      ['Paused', undefined, undefined, 100, '3@100', '3@100', '3@100'],
    ],
    ['it is deleted', [web1], [deleted()], ['Deleted', undefined, undefined, 102, '0@100', '3@100', '0@100']],
    ['an image never gets ready', [web1], [image('bad:2')], ['Stuck', 2, undefined, 701, '3@100', '4@100', '4@100']],
  ])('when %s, it says how that ends', async (_, before, events, expected) => {
    expect(told(await plan(before, 100, events))).toEqual(expected);
  });

  it.each<[string, PodLifeAssumption[], unknown[]]>([
    ['pods take 40 s to start', [{ startSeconds: 40 }], ['Complete', 2, 220, 222, '3@100', '5@140', '4@100']],
    [
      'only the old ones end slowly',
      [{ imagePattern: 'web:1', terminationSeconds: 30 }],
      ['Complete', 2, 109, 139, '3@100', '6@106', '4@100'],
    ],
    [
      'the new image never gets ready',
      [{ imagePattern: 'web:2', neverReady: true }],
      ['Stuck', 2, undefined, 701, '3@100', '4@100', '4@100'],
    ],
    [
      'another image never gets ready',
      [{ imagePattern: 'web:3', neverReady: true }],
      ['Complete', 2, 109, 111, '3@100', '5@103', '4@100'],
    ],
  ])('when it is assumed that %s, it says what then', async (_, assumptions, expected) => {
    expect(told(await plan([web1], 100, [image('web:2')], assumptions))).toEqual(expected);
  });

  it('when pods that are there already are assumed never to get ready, those made by a scaling do not', async () => {
    const result = await plan([web1], 100, [scaled(5)], [{ imagePattern: 'web:*', neverReady: true }]);
    expect(told(result).slice(0, 3)).toEqual(['Stuck', 1, undefined]);
    expect(result.obstacle?.replicaSets).toMatchObject([{ desired: 5, current: 5, ready: 3 }]);
    expect(result.deadlineExceededAt).toBeUndefined();
  });

  it('when it gets stuck, it says at what, and when the deadline would tell', async () => {
    const { obstacle, deadlineExceededAt, replicaSet } = await plan([web1], 100, [limits(10, 60), image('bad:2')]);
    expect(seconds(deadlineExceededAt)).toBe(161);
    expect(obstacle?.condition).toEqual({
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${replicaSet}" has timed out progressing.`,
    });
    expect(obstacle?.replicaSets).toMatchObject([
      { name: replicaSet, desired: 1, current: 1, ready: 0, pods: [{ reason: 'ImagePullBackOff' }] },
    ]);
  });

  it('when it is slower than the deadline and gets through, it says both', async () => {
    const result = await plan([web1], 100, [limits(10, 20), image('web:2')], [{ startSeconds: 40 }]);
    expect([result.outcome, seconds(result.deadlineExceededAt), result.obstacle]).toEqual(['Complete', 121, undefined]);
  });

  it('when more pods are wanted than are simulated, it says what refuses them', async () => {
    const { outcome, obstacle } = await plan([web1], 100, [scaled(2_000_000_000)]);
    expect([outcome, obstacle?.condition?.type, obstacle?.condition?.reason]).toEqual([
      'Stuck',
      'ReplicaFailure',
      'FailedCreate',
    ]);
  });

  it('when a rollout is running, the plan has the steps from the change on, not those before', async () => {
    const before = [ten, after(100, image('web:2'))];
    const { steps, fromRevision, revision } = await plan(before, 101, [undone('web:1', 1)]);
    expect([fromRevision, revision]).toEqual([2, 3]);
    expect(Math.min(...steps.map(({ at }) => at))).toBe(START + 101_000);
  });

  it('when nobody changes anything, it tells the rest of the rollout that is running', async () => {
    const before = [ten, after(100, image('web:2'))];
    const whole = projectChanges(undefined, await recorded(...before)).writes.rollouts.at(-1);
    const { steps, completedAt } = await plan(before, 101, []);
    expect(completedAt).toBe(whole?.endedAt);
    expect(steps).toEqual(whole?.steps.filter(({ at }) => at > START + 101_000));
  });

  it.each<[string, Told[], [DeploymentEvent, ...DeploymentEvent[]]]>([
    ['a steady one gets an image', [ten], [image('web:2')]],
    ['one that is rolling is undone', [ten, after(100, image('web:2'))], [undone('web:1', 1)]],
    ['one that hangs is undone', [ten, after(100, image('bad:2'))], [undone('web:1', 1)]],
    ['a paused one is resumed', [ten, after(100, image('web:2'), paused)], [resumed]],
    ['a rolling one is scaled and changed', [ten, after(100, image('web:2'))], [image('web:3'), scaled(4)]],
  ])('when %s, it is what the views say once that is really done', async (_, before, events) => {
    const planned = await plan(before, 102, events);
    const { writes } = projectChanges(undefined, await recorded(...before, after(102, ...events)));
    const rollout = writes.rollouts.at(-1);
    expect(rollout?.startedAt).toBe(planned.at);
    expect(planned).toMatchObject({
      steps: rollout?.steps,
      completedAt: rollout?.endedAt,
      revision: rollout?.toRevision,
      fewestAvailable: { count: rollout?.lowestAvailable },
    });
  });
});
