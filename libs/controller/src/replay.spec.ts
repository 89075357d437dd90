import { describe, expect, it } from '@jest/globals';
import type { DeploymentSpec, StringMap } from '#libs/kubernetes';
import { emptyState, type Input, type ModelState, type Observation, replay } from './index.js';

const START = 1_700_000_000_000;
const PREFIX = 'deployment.kubernetes.io/';
const LIFE = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
const BAD = { ...LIFE, neverReady: true };
const SELECTOR = { matchLabels: { app: 'web' } };

const template = (image: string): DeploymentSpec['template'] => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image }] },
});

type Wanted = Partial<DeploymentSpec> &
  Readonly<{ image?: string; annotations?: StringMap; labels?: StringMap; uid?: string }>;

const web = ({ image = 'web:v1', annotations = {}, labels = {}, uid = 'one', ...spec }: Wanted = {}) => ({
  uid,
  namespace: 'default',
  name: 'web',
  labels,
  annotations,
  spec: {
    replicas: 3,
    selector: SELECTOR,
    template: template(image),
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    minReadySeconds: 0,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    paused: false,
    ...spec,
  } satisfies DeploymentSpec,
});

type Happening = Input extends infer One ? (One extends Input ? Omit<One, 'at'> : never) : never;

const apply = (wanted: Wanted = {}, podLife = LIFE): Happening => ({
  kind: 'deploymentApplied',
  deployment: web(wanted),
  podLife,
});

// One after another, each when the last has settled.
function settled(...happenings: readonly Happening[]): ModelState {
  let state = emptyState({ release: '1.36' }, START);
  for (const happening of happenings) {
    const at = state.now + 1000;
    state = replay(state, [{ at, ...happening }], 'quiet').state;
  }
  return state;
}

function after(state: ModelState, happening: Happening, milliseconds: number): ReturnType<typeof replay> {
  const at = state.now + 1000;
  return replay(state, [{ at, ...happening }], at + milliseconds);
}

const numbersOf = ({ replicaSets }: ModelState): readonly string[] =>
  replicaSets.map(({ annotations, template: { spec }, replicas }) => {
    const history = annotations[`${PREFIX}revision-history`];
    return `${spec.containers[0]!.image} ${annotations[`${PREFIX}revision`]}${history === undefined ? '' : ` was ${history}`} x${replicas}`;
  });

const messagesOf = (observations: readonly Observation[], kind = 'Deployment'): readonly string[] =>
  observations.flatMap((one) =>
    one.kind === 'Event' && one.event.involvedObject.kind === kind ? [one.event.message] : [],
  );

const progressOf = ({ deployment }: ModelState): string | undefined =>
  deployment!.status.conditions.find(({ type }) => type === 'Progressing')?.reason;

const revision = ({ deployment }: ModelState): string | undefined => deployment!.annotations[`${PREFIX}revision`];

describe('revisions', () => {
  it.each<[string, readonly Happening[], readonly string[]]>([
    [
      'a second image is applied, it is revision 2',
      [apply(), apply({ image: 'web:v2' })],
      ['web:v1 1 x0', 'web:v2 2 x3'],
    ],
    [
      'the first image comes back, its ReplicaSet is numbered anew',
      [apply(), apply({ image: 'web:v2' }), apply()],
      ['web:v1 3 was 1 x3', 'web:v2 2 x0'],
    ],
    [
      'two images go to and fro, the numbers pile up',
      [apply(), apply({ image: 'web:v2' }), apply(), apply({ image: 'web:v2' }), apply()],
      ['web:v1 5 was 1,3 x3', 'web:v2 4 was 2 x0'],
    ],
    ['only replicas change, there is no revision', [apply(), apply({ replicas: 5 })], ['web:v1 1 x5']],
    [
      'the image is changed and changed back while paused, there is none',
      [apply(), apply({ paused: true }), apply({ paused: true, image: 'web:v2' }), apply({ paused: true }), apply()],
      ['web:v1 1 x3'],
    ],
    [
      'images pile up while paused, they are one',
      [apply(), apply({ paused: true }), apply({ paused: true, image: 'web:v2' }), apply({ image: 'web:v3' })],
      ['web:v1 1 x0', 'web:v3 2 x3'],
    ],
    [
      'the limit is 1, the lowest revision goes first',
      [
        apply({ revisionHistoryLimit: 1 }),
        apply({ revisionHistoryLimit: 1, image: 'web:v2' }),
        apply({ revisionHistoryLimit: 1 }),
        apply({ revisionHistoryLimit: 1, image: 'web:v3' }),
      ],
      ['web:v1 3 was 1 x0', 'web:v3 4 x3'],
    ],
    [
      'the limit is lowered, old ones go without a rollout',
      [
        apply(),
        apply({ image: 'web:v2' }),
        apply({ image: 'web:v3' }),
        apply({ image: 'web:v3', revisionHistoryLimit: 0 }),
      ],
      ['web:v3 3 x3'],
    ],
    [
      'an old ReplicaSet is given number 50, the present one jumps to 51',
      [
        apply(),
        apply({ image: 'web:v2' }),
        { kind: 'replicaSetWritten', replicaSet: 'web-v1', change: { annotations: { [`${PREFIX}revision`]: '50' } } },
      ],
      ['web:v1 50 x0', 'web:v2 51 was 2 x3'],
    ],
  ])('when %s', (_, happenings, expected) => {
    const first = settled(apply()).replicaSets[0]!.name;
    const named = happenings.map((one) => ('replicaSet' in one ? { ...one, replicaSet: first } : one) as Happening);
    expect(numbersOf(settled(...named))).toEqual(expected);
  });

  it('when the Deployment is given another number, its own comes back', () => {
    const state = settled(apply(), apply({ annotations: { [`${PREFIX}revision`]: '7' } }));
    expect([revision(state), state.deployment!.generation]).toEqual(['1', 2]);
  });

  it('when the present ReplicaSet is given a number that is none, the Deployment copies it', () => {
    const state = settled(apply());
    const change = { annotations: { [`${PREFIX}revision`]: 'abc' } };
    const { name } = state.replicaSets[0]!;
    expect(revision(after(state, { kind: 'replicaSetWritten', replicaSet: name, change }, 0).state)).toBe('abc');
  });

  it('when the present ReplicaSet is deleted by hand, it is made again with its name and number', () => {
    const state = settled(apply(), apply({ image: 'web:v2' }));
    const deleted = state.replicaSets[1]!;
    const deletion = { kind: 'replicaSetDeleted', replicaSet: deleted.name, propagationPolicy: 'Background' } as const;
    const again = after(state, deletion, 0).state;
    expect(numbersOf(again)).toEqual(['web:v1 1 x0', 'web:v2 2 x3']);
    expect(again.replicaSets[1]!.name).toBe(deleted.name);
    expect(again.replicaSets[1]!.uid).not.toBe(deleted.uid);
    expect(again.pods.filter((pod) => pod.deletionTimestamp === undefined)).toHaveLength(3);
    expect(again.pods).toHaveLength(6);
  });

  it('annotations are copied to the ReplicaSet, and stay there when they are gone', () => {
    const state = settled(apply({ annotations: { a: '1', b: '2' } }), apply({ annotations: { a: '3' } }));
    expect(state.replicaSets[0]!.annotations).toMatchObject({ a: '3', b: '2' });
    expect(state.deployment!.annotations).not.toHaveProperty('b');
  });

  it.each<[string, Wanted, number]>([
    ['labels change, it stays', { labels: { stage: 'prod' } }, 1],
    ['annotations change, it goes up', { annotations: { a: '1' } }, 2],
    ['the spec changes, it goes up', { minReadySeconds: 1 }, 2],
    ['nothing changes, it stays', {}, 1],
  ])('generation: when %s', (_, wanted, generation) => {
    expect(settled(apply(), apply(wanted)).deployment!.generation).toBe(generation);
  });
});

describe('a rolling update', () => {
  it.each<[string, Wanted, readonly string[]]>([
    ['surge 1, unavailable 0 of 2', { replicas: 2 }, ['up new 0 1', 'down old 2 1', 'up new 1 2', 'down old 1 0']],
    [
      'surge 0, unavailable 1 of 2',
      { replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
      ['down old 2 1', 'up new 0 1', 'down old 1 0', 'up new 1 2'],
    ],
    ['Recreate', { replicas: 2, strategy: { type: 'Recreate' } }, ['down old 2 0', 'up new 0 2']],
    [
      'all at once',
      { replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 } } },
      ['up new 0 2', 'down old 2 0'],
    ],
  ])('with %s goes in these steps', (_, wanted, steps) => {
    const state = settled(apply(wanted));
    const old = state.replicaSets[0]!.name;
    const { observations } = after(state, apply({ ...wanted, image: 'web:v2' }), 60_000);
    const said = messagesOf(observations).map((message) => {
      const [, direction, name, from, to] = /Scaled (\w+) replica set (\S+) from (\d+) to (\d+)/.exec(message)!;
      return `${direction} ${name === old ? 'old' : 'new'} ${from} ${to}`;
    });
    expect(said).toEqual(steps);
  });

  it('cleans unhealthy old pods up first, the rule says so', () => {
    const stuck = after(settled(apply({ replicas: 4 })), apply({ replicas: 4, image: 'web:bad' }, BAD), 10_000).state;
    const { observations } = after(stuck, apply({ replicas: 4, image: 'web:v3' }), 0);
    const rules = observations
      .filter(({ kind, rule }) => kind === 'ReplicaSet' && rule.startsWith('rolling'))
      .map(({ rule }) => rule);
    expect(rules).toEqual(['rolling update: clean up unhealthy old', 'rolling update: scale up new']);
  });

  it('does not tell of a ReplicaSet that starts at 0', () => {
    const state = settled(apply({ replicas: 0 }));
    expect(messagesOf(after(state, apply({ replicas: 0, image: 'web:v2' }), 0).observations)).toEqual([]);
  });

  it('is handled after a change of replicas: the old ReplicaSet is scaled first', () => {
    const { observations } = after(settled(apply()), apply({ replicas: 6, image: 'web:v2' }), 0);
    expect(messagesOf(observations).map((message) => message.replace(/web-\w+/, 'X'))).toEqual([
      'Scaled up replica set X from 3 to 6',
      'Scaled up replica set X from 0 to 2',
      'Scaled down replica set X from 6 to 5',
      'Scaled up replica set X from 2 to 3',
    ]);
  });

  it('waits for the old pods to be gone with Recreate, and says nothing new meanwhile', () => {
    const strategy = { type: 'Recreate' } as const;
    const state = after(settled(apply({ strategy })), apply({ strategy, image: 'web:v2' }), 1_999).state;
    expect([numbersOf(state), revision(state), progressOf(state)]).toEqual([
      ['web:v1 1 x0'],
      '1',
      'NewReplicaSetAvailable',
    ]);
    expect(numbersOf(replay(state, [], state.now + 1).state)).toEqual(['web:v1 1 x0', 'web:v2 2 x3']);
  });

  it('gives a template replaced while Recreate waits no revision', () => {
    const strategy = { type: 'Recreate' } as const;
    const waiting = after(settled(apply({ strategy })), apply({ strategy, image: 'web:v2' }), 500).state;
    expect(numbersOf(after(waiting, apply({ strategy, image: 'web:v3' }), 60_000).state)).toEqual([
      'web:v1 1 x0',
      'web:v3 2 x3',
    ]);
  });
});

describe('other releases', () => {
  const strategy = { type: 'Recreate' } as const;
  const slow = { ...LIFE, startSeconds: 1, terminationSeconds: 4 };
  const midway = (release: '1.32' | '1.36'): ModelState => {
    const changed = apply({ replicas: 4, image: 'web:v2', strategy, progressDeadlineSeconds: 20 }, slow);
    const inputs = [
      { at: START, ...apply({ replicas: 4 }, slow) },
      { at: START + 10_000, ...apply({ replicas: 4, image: 'web:v2' }, slow) },
      { at: START + 10_500, ...changed },
    ] as readonly Input[];
    return replay(emptyState({ release }, START), inputs, START + 20_000).state;
  };

  it('1.32 hangs when the strategy becomes Recreate and new pods outlive the old, 1.36 goes on', () => {
    expect(midway('1.36').deployment!.status).toMatchObject({ availableReplicas: 4, terminatingReplicas: 0 });
    expect(midway('1.32').deployment!.status).toMatchObject({ availableReplicas: 2 });
    expect(midway('1.32').deployment!.status).not.toHaveProperty('terminatingReplicas');
    const later = replay(midway('1.32'), [], midway('1.32').now + 30_000).state;
    expect(later.deployment!.status.availableReplicas).toBe(4);
  });

  it('1.20 does not say from which size it scales', () => {
    const old = emptyState({ release: '1.20' }, START);
    const { observations } = replay(old, [{ at: START, ...apply() }], START);
    expect(messagesOf(observations)).toEqual([expect.stringMatching(/^Scaled up replica set web-\w+ to 3$/)]);
  });
});

describe('scaling', () => {
  it('in the middle of a rollout is proportional, the largest takes what is left', () => {
    const begun = after(settled(apply({ replicas: 10 })), apply({ replicas: 10, image: 'web:v2' }), 0).state;
    expect(numbersOf(begun)).toEqual(['web:v1 1 x8', 'web:v2 2 x5']);
    const scaled = after(begun, apply({ replicas: 15, image: 'web:v2' }), 0);
    const said = messagesOf(scaled.observations).map((message) => message.replace(/^.* from /, ''));
    expect(said.slice(0, 2)).toEqual(['8 to 12', '5 to 7']);
    const rules = scaled.observations.filter(({ rule }) => rule === 'scaling: proportional');
    expect(rules).not.toHaveLength(0);
  });

  it('to 0 ends everything at once', () => {
    const begun = after(settled(apply({ replicas: 10 })), apply({ replicas: 10, image: 'web:v2' }), 0).state;
    const state = after(begun, apply({ replicas: 0, image: 'web:v2' }), 0).state;
    expect([numbersOf(state), progressOf(state)]).toEqual([['web:v1 1 x0', 'web:v2 2 x0'], 'NewReplicaSetAvailable']);
  });

  it('by hand is put back', () => {
    const state = settled(apply());
    const { name } = state.replicaSets[0]!;
    const scaled = { kind: 'replicaSetWritten', replicaSet: name, change: { replicas: 6 } } as const;
    const { state: then, observations } = after(state, scaled, 0);
    expect(numbersOf(then)).toEqual(['web:v1 1 x3']);
    expect(messagesOf(observations)).toEqual([`Scaled down replica set ${name} from 6 to 3`]);
    expect(then.pods.filter((pod) => pod.deletionTimestamp !== undefined)).toHaveLength(3);
  });

  it('works while paused', () => {
    const state = settled(apply(), apply({ paused: true }), apply({ paused: true, replicas: 5 }));
    expect([numbersOf(state), progressOf(state)]).toEqual([['web:v1 1 x5'], 'DeploymentPaused']);
  });
});

describe('status', () => {
  it('counts pods wanted, not pods there, as unavailable', () => {
    const limits = { quota: { name: 'few', pods: 2 } };
    const { status } = settled({ kind: 'podLimitsSet', limits }, apply()).deployment!;
    expect(status).toMatchObject({ replicas: 2, availableReplicas: 2, unavailableReplicas: 1 });
    expect(status.conditions.find(({ type }) => type === 'ReplicaFailure')).toMatchObject({
      status: 'True',
      reason: 'FailedCreate',
    });
  });

  it('loses ReplicaFailure when the quota is lifted', () => {
    const limits = { quota: { name: 'few', pods: 2 } };
    const state = settled({ kind: 'podLimitsSet', limits }, apply());
    const lifted = after(state, { kind: 'podLimitsSet', limits: {} }, 1_000_000).state;
    expect(lifted.deployment!.status).toMatchObject({ replicas: 3, availableReplicas: 3 });
    expect(lifted.deployment!.status.conditions.map(({ type }) => type)).toEqual(['Available', 'Progressing']);
  });

  it('tells of a refused pod in an event, in the words of the API server', () => {
    const limits = { quota: { name: 'few', pods: 0 } };
    const state = settled({ kind: 'podLimitsSet', limits });
    const [first] = messagesOf(after(state, apply(), 0).observations, 'ReplicaSet');
    expect(first).toMatch(
      /^Error creating: pods "web-\w+-\w{5}" is forbidden: exceeded quota: few, requested: pods=1, used: pods=0, limited: pods=0$/,
    );
  });

  it('says after the deadline that nothing goes on, and takes it back when something does', () => {
    const wanted = { image: 'web:bad', progressDeadlineSeconds: 10 };
    const stuck = after(settled(apply({ progressDeadlineSeconds: 10 })), apply(wanted, BAD), 10_999);
    expect(progressOf(stuck.state)).toBe('ReplicaSetUpdated');
    const late = replay(stuck.state, [], stuck.state.now + 1).state;
    expect(progressOf(late)).toBe('ProgressDeadlineExceeded');
    expect(progressOf(after(late, apply({ progressDeadlineSeconds: 10 }), 60_000).state)).toBe(
      'NewReplicaSetAvailable',
    );
  });

  it('has no Progressing without a deadline', () => {
    const { status } = settled(apply({ progressDeadlineSeconds: 2_147_483_647 })).deployment!;
    expect(status.conditions.map(({ type }) => type)).toEqual(['Available']);
  });

  it('stays complete when pods fail later, only Available flips', () => {
    const state = settled(apply());
    const { deployment } = after(state, { kind: 'podNotReady', pod: state.pods[0]!.name, seconds: 4 }, 1_000).state;
    expect(deployment!.status.conditions.map(({ reason }) => reason)).toEqual([
      'NewReplicaSetAvailable',
      'MinimumReplicasUnavailable',
    ]);
    expect(deployment!.status.readyReplicas).toBe(2);
  });

  it('counts minReadySeconds from the whole second in which a pod got ready', () => {
    const state = emptyState({ release: '1.36' }, START);
    const run = (until: number): number | undefined =>
      replay(state, [{ at: START + 700, ...apply({ minReadySeconds: 5 }) }], until).state.deployment?.status
        .availableReplicas;
    expect([run(START + 7_999), run(START + 8_000)]).toEqual([0, 3]);
  });

  it('counts terminating pods', () => {
    const state = settled(apply());
    const { deployment, pods } = after(state, { kind: 'podDeleted', pod: state.pods[0]!.name }, 0).state;
    expect([deployment!.status.replicas, deployment!.status.terminatingReplicas, pods.length]).toEqual([3, 1, 4]);
  });
});

describe('names and hashes', () => {
  it('when the name is taken, collisionCount goes up and stays', () => {
    const { name } = settled(apply()).replicaSets[0]!;
    const foreign = { name, labels: { foreign: 'yes' }, template: template('other'), replicas: 0 };
    const state = settled({ kind: 'foreignReplicaSetCreated', replicaSet: foreign, podLife: LIFE }, apply());
    expect(state.deployment!.status.collisionCount).toBe(1);
    expect(state.replicaSets.map((one) => one.ownerUid)).toEqual([null, 'one']);
    expect(state.replicaSets[1]!.name).not.toBe(name);
  });

  it('a ReplicaSet that nobody controls and the selector matches is adopted', () => {
    const foreign = { name: 'stray', labels: { app: 'web' }, template: template('web:v1'), replicas: 3 };
    const state = settled({ kind: 'foreignReplicaSetCreated', replicaSet: foreign, podLife: LIFE }, apply());
    expect(state.replicaSets.map(({ name, ownerUid }) => `${name} ${ownerUid}`)).toEqual(['stray one']);
    expect(revision(state)).toBe('1');
  });
});

describe('deletion', () => {
  it.each<[string, Happening & { kind: 'deploymentDeleted' }, readonly [string | null, number, number]]>([
    ['Background', { kind: 'deploymentDeleted', propagationPolicy: 'Background' }, [null, 0, 3]],
    ['Orphan', { kind: 'deploymentDeleted', propagationPolicy: 'Orphan' }, [null, 1, 0]],
    ['Foreground', { kind: 'deploymentDeleted', propagationPolicy: 'Foreground' }, ['web', 1, 3]],
  ])('%s leaves at once', (_, happening, [name, replicaSets, going]) => {
    const { state } = after(settled(apply()), happening, 0);
    expect(state.deployment?.name ?? null).toBe(name);
    expect(state.replicaSets).toHaveLength(replicaSets);
    expect(state.pods.filter((pod) => pod.deletionTimestamp !== undefined)).toHaveLength(going);
  });

  it('in the foreground ends with nothing when the pods are gone', () => {
    const { state } = after(settled(apply()), { kind: 'deploymentDeleted', propagationPolicy: 'Foreground' }, 2_000);
    expect([state.deployment, state.replicaSets, state.pods]).toEqual([null, [], []]);
  });

  it('counts revisions anew, but goes on after orphans', () => {
    const orphaned = settled(apply(), apply({ image: 'web:v2' }), {
      kind: 'deploymentDeleted',
      propagationPolicy: 'Orphan',
    });
    const adopted = after(orphaned, apply({ uid: 'two', image: 'web:v3' }), 60_000).state;
    expect(numbersOf(adopted)).toEqual(['web:v1 1 x0', 'web:v2 2 x0', 'web:v3 3 x3']);
    const anew = settled(
      apply(),
      apply({ image: 'web:v2' }),
      { kind: 'deploymentDeleted', propagationPolicy: 'Background' },
      apply({ uid: 'two' }),
    );
    expect(numbersOf(anew)).toEqual(['web:v1 1 x3']);
  });

  it('goes on with orphans handed in', () => {
    const { replicaSets, pods } = settled(apply());
    const state = settled({ kind: 'orphansLeft', replicaSets, pods }, apply({ uid: 'two' }));
    expect([numbersOf(state), state.pods.map(({ name }) => name)]).toEqual([
      ['web:v1 1 x3'],
      pods.map(({ name }) => name),
    ]);
  });
});

describe('pods', () => {
  it('start and end as their life says, one after another if the kubelet needs time', () => {
    const state = emptyState({ release: '1.36', gapSeconds: 0.5 }, START);
    const { observations } = replay(state, [{ at: START, ...apply() }], 'quiet');
    const started = observations.filter(({ rule }) => rule === 'kubelet: pod started').map(({ at }) => at - START);
    expect(started).toEqual([3_000, 3_500, 4_000]);
  });

  it('wait while the kubelet is held', () => {
    const inputs = [
      { at: START, ...apply({ replicas: 1 }) },
      { at: START, kind: 'kubeletHeld', until: START + 5_000 },
    ] as Input[];
    const { observations } = replay(emptyState({ release: '1.36' }, START), inputs, 'quiet');
    expect(observations.find(({ rule }) => rule === 'kubelet: pod started')!.at).toBe(START + 5_000);
  });

  it('start and end by observed facts only, if so wanted', () => {
    const observed = emptyState({ release: '1.36', podFacts: 'observed' }, START);
    const { state } = replay(observed, [{ at: START, ...apply({ replicas: 2 }) }], START + 60_000);
    expect(state.pods.map(({ ready }) => ready)).toEqual([false, false]);
    const pods = state.pods.map(({ name }) => name);
    const ready = replay(state, [{ at: state.now, kind: 'podsStarted', pods }], state.now).state;
    expect(ready.deployment!.status.availableReplicas).toBe(2);
    const gone = replay(ready, [{ at: ready.now, kind: 'podsEnded', pods: pods.slice(1) }], ready.now).state;
    expect(gone.deployment!.status).toMatchObject({ replicas: 2, availableReplicas: 1 });
  });

  it('that are not ready go before ready ones, the latest ready first', () => {
    const state = settled(apply());
    const failing = after(state, { kind: 'podNotReady', pod: state.pods[0]!.name, seconds: 60 }, 0).state;
    const { pods } = after(failing, apply({ replicas: 1 }), 0).state;
    expect(pods.map((pod) => pod.deletionTimestamp !== undefined)).toEqual([true, false, true]);
  });

  it('have the same names when they are made again', () => {
    const names = (): readonly string[] => settled(apply()).pods.map(({ name }) => name);
    expect(names()).toEqual(names());
    expect(new Set(names()).size).toBe(3);
  });

  it('that never get ready wait for their image', () => {
    expect(after(settled(), apply({}, BAD), 60_000).state.pods.map(({ reason }) => reason)).toEqual(
      Array(3).fill('ImagePullBackOff'),
    );
  });
});

describe('events', () => {
  it('of one kind are combined from the tenth different message on, and equal ones counted', () => {
    const seen = ['web:v2', 'web:v1', 'web:v2'].reduce(
      ({ state, observations }, image) => {
        const next = after(state, apply({ image }), 60_000);
        return { state: next.state, observations: [...observations, ...next.observations] };
      },
      { state: settled(apply()), observations: [] as readonly Observation[] },
    );
    const events = seen.observations.flatMap((one) =>
      one.kind === 'Event' && one.event.involvedObject.kind === 'Deployment' ? [one] : [],
    );
    expect(events.slice(0, 8).every(({ event }) => !event.message.startsWith('(combined'))).toBe(true);
    expect(events[8]).toMatchObject({
      type: 'ADDED',
      event: { count: 1, message: expect.stringMatching(/^\(combined from similar events\): /) },
    });
    expect(events[9]).toMatchObject({ type: 'MODIFIED', event: { count: 2 } });
    expect(events[12]).toMatchObject({
      type: 'MODIFIED',
      event: { count: 2, message: expect.stringMatching(/^Scaled up/) },
    });
  });

  it('beyond 25 of one object are dropped', () => {
    const { observations } = after(settled(), apply({ replicas: 40 }), 0);
    expect(messagesOf(observations, 'ReplicaSet')).toHaveLength(25);
  });
});
