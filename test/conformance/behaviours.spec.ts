import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { historyLines } from './history-lines.js';
import { play, type Played } from './play.js';
import type { Trace, TraceStep } from './recorded-trace.js';

// What the recordings' README tells of scenarios that are not among the traces here, played through the same replayer.

const KUBELET = { startSeconds: 3, terminationSeconds: 2, gapSeconds: 0.25 };
const V1 = 'web-647584ddcb';
const V2 = 'web-77db5ccb99';
const REVISION = 'deployment.kubernetes.io/revision';

type Said = string | Readonly<{ after: number; command?: string; manifest?: JsonObject; exitCode?: number; stderr?: string }>;

const web = (spec: JsonObject = {}, image = 'web:v1', metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' }, ...metadata },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } },
    ...spec,
  },
});

const apply = (spec: JsonObject = {}, image = 'web:v1', metadata: JsonObject = {}): Said => ({
  after: 30,
  command: 'kubectl apply -f -',
  manifest: web(spec, image, metadata),
});

/** Plays commands, each half a minute after the one before unless it says otherwise, and lets half a minute pass after the last. */
function played(said: readonly Said[], kubernetesVersion = 'v1.36.3', kubelet = KUBELET): Played {
  let at = 0;
  const steps = said.map((one): TraceStep => {
    const { after = 30, command, manifest, exitCode = 0, stderr = '' } = typeof one === 'string' ? { command: one } : one;
    at += after;
    const given = manifest === undefined ? {} : { manifest };
    return { atSeconds: at, trigger: {}, user: 'bob', command: command ?? 'kubectl apply -f -', exitCode, stderr, ...given };
  });
  steps.push({ atSeconds: at + 30, trigger: {}, user: 'bob', command: 'kubectl get all', exitCode: 0 });
  return play(
    {
      name: 'a scenario',
      description: '',
      kubernetesVersion,
      namespace: 'default',
      startedAt: '2026-11-21T09:00:00.000Z',
      kubelet,
      steps,
      events: [],
      history: { list: '', revisions: {}, status: '', get: '' },
      finalObjects: { deployment: web(), replicaSets: [], pods: [] },
      observations: [],
    } satisfies Trace,
    'predicted',
  );
}

const after = (seconds: number, command: string): Said => ({ after: seconds, command });

// `v1 3 was 1 x0`: image, revision, revision-history, size.
function rows({ state }: Played): readonly string[] {
  return state.replicaSets.map(({ annotations, template, replicas }) => {
    const image = (template.spec.containers[0]!.image ?? '').replace('web:', '');
    const history = annotations['deployment.kubernetes.io/revision-history'];
    return `${image} ${annotations[REVISION] ?? '-'}${history === undefined ? '' : ` was ${history}`} x${replicas}`;
  });
}

const revisionOf = ({ state }: Played): string | undefined => state.deployment!.annotations[REVISION];

const conditions = ({ state }: Played): readonly string[] =>
  state.deployment!.status.conditions.map(({ type, status, reason }) => `${type}=${status}/${reason}`).sort();

const history = ({ state }: Played): readonly string[] =>
  historyLines(state).slice(2).filter((line) => /^\d/.test(line)).map((line) => line.replace(/\s+/, ' '));

const scalings = ({ observations }: Played): readonly string[] =>
  observations.flatMap((one) => (one.kind === 'Event' && one.event.reason === 'ScalingReplicaSet' ? [one.event.message] : []));

const image = (tag: string): string => `kubectl set image deployment/web app=web:${tag}`;

describe('revisions', () => {
  it.each<[string, readonly Said[], readonly string[]]>([
    [
      'history-limit-2-aba: six templates of which one comes back, the renumbered one stays and the lowest two go',
      [apply({ revisionHistoryLimit: 2 }), image('v2'), image('v3'), image('v1'), image('v4'), image('v5')],
      ['v1 4 was 1 x0', 'v4 5 x0', 'v5 6 x3'],
    ],
    [
      'history-limit-lowered: at once, without a rollout',
      [apply(), image('v2'), image('v3'), image('v4'), apply({ revisionHistoryLimit: 1 }, 'web:v4')],
      ['v3 3 x0', 'v4 4 x3'],
    ],
    [
      'history-limit during a rollout: what exceeds it stays until the rollout is complete',
      [apply({ revisionHistoryLimit: 0 }), image('v2-bad')],
      ['v1 1 x3', 'v2-bad 2 x1'],
    ],
    [
      'history-limit while paused: what exceeds it goes',
      [apply(), image('v2'), 'kubectl rollout pause deployment/web', `kubectl patch deployment/web --type=merge -p '{"spec":{"revisionHistoryLimit":0}}'`],
      ['v2 2 x3'],
    ],
    [
      'recreate-rollover: of four images one is replaced while the old pods terminate, and never gets a revision',
      [
        apply({ strategy: { type: 'Recreate' } }),
        image('v2'),
        after(1, image('v3')),
        after(30, image('v4')),
      ],
      ['v1 1 x0', 'v3 2 x0', 'v4 3 x3'],
    ],
    [
      'rs-deleted: the current one is made again with its name and number',
      [apply(), image('v2'), `kubectl delete rs/${V2} --wait=false`],
      ['v1 1 x0', 'v2 2 x3'],
    ],
    [
      'rs-deleted: an old one is gone for good, and with it its number',
      [apply(), image('v2'), image('v3'), `kubectl delete replicaset ${V1}`],
      ['v2 2 x0', 'v3 3 x3'],
    ],
    [
      'rs-deleted: the only one begins at 1 again',
      [apply(), `kubectl delete rs ${V1} --cascade=foreground`],
      ['v1 1 x3'],
    ],
    [
      'revision-tampered-old-rs: the current one jumps over it',
      [apply(), image('v2'), `kubectl annotate rs/${V1} ${REVISION}=50 --overwrite`],
      ['v1 50 x0', 'v2 51 was 2 x3'],
    ],
    [
      'delete-orphan-same: an orphan of the same template is taken over with its number',
      [apply(), image('v2'), 'kubectl delete deployment/web --cascade=orphan', apply({}, 'web:v2')],
      ['v1 1 x0', 'v2 2 x3'],
    ],
    [
      'delete-foreground: numbers begin at 1 again',
      [apply(), image('v2'), 'kubectl delete deployment web --cascade=foreground', apply()],
      ['v1 1 x3'],
    ],
    [
      'replace --force: the same as deleting and creating',
      [apply(), image('v2'), { after: 30, command: 'kubectl replace --force -f -', manifest: web({}, 'web:v3') }],
      ['v3 1 x3'],
    ],
    [
      'paused A, B, A: no revision at all',
      [apply(), 'kubectl rollout pause deployment/web', image('v2'), image('v1'), 'kubectl rollout resume deployment/web'],
      ['v1 1 x3'],
    ],
  ])('%s', (_, said, expected) => {
    expect(rows(played(said))).toEqual(expected);
  });

  it('history-limit in 1.20: the oldest goes first, whatever its revision', () => {
    const said = [apply({ revisionHistoryLimit: 2 }), image('v2'), image('v3'), image('v1'), image('v4')];
    expect(rows(played(said, 'v1.20.2'))).toEqual(['v2 2 x0', 'v3 3 x0', 'v4 5 x3']);
  });

  it.each<[string, string]>([
    ['set', `${REVISION}=7 --overwrite`],
    ['no number', `${REVISION}=abc --overwrite`],
    ['removed', `${REVISION}-`],
  ])('revision-tampered: that of the Deployment is put back at once when it is %s', (_, words) => {
    const scenario = played([apply(), image('v2'), `kubectl annotate deployment/web ${words}`]);
    expect([revisionOf(scenario), scenario.state.deployment!.generation]).toEqual(['2', 3]);
    expect(scenario.state.deployment!.status.observedGeneration).toBe(3);
    expect(rows(scenario)).toEqual(['v1 1 x0', 'v2 2 x3']);
  });

  it('revision-tampered: one that is no number becomes the Deployment’s, and its ReplicaSet is no history any more', () => {
    const scenario = played([apply(), image('v2'), `kubectl annotate rs ${V2} ${REVISION}=abc --overwrite`]);
    expect([revisionOf(scenario), history(scenario)]).toEqual(['abc', ['1 <none>']]);
    const undone = played([apply(), image('v2'), `kubectl annotate rs ${V2} ${REVISION}=abc --overwrite`, 'kubectl rollout undo deployment/web']);
    expect(undone.outcomes.at(-2)!.error).toBe('no rollout history found for deployment "web"');
  });

  it('history-limit-0: undo has nothing to go to', () => {
    const { outcomes } = played([apply({ revisionHistoryLimit: 0 }), image('v2'), 'kubectl rollout undo deployment/web']);
    expect(outcomes.at(-2)).toEqual({ wrote: false, error: 'no rollout history found for deployment "web"', unplayable: null });
  });

  it('undo takes what another kubectl patch has left: strategy, replicas and minReadySeconds stay', () => {
    const scenario = played([
      apply(),
      image('v2'),
      `kubectl patch deployment web -p '{"spec":{"minReadySeconds":1,"replicas":2}}'`,
      'kubectl rollout undo deployment/web',
    ]);
    const { spec } = scenario.state.deployment!;
    expect([rows(scenario), spec.minReadySeconds, spec.replicas]).toEqual([['v1 3 was 1 x2', 'v2 2 x0'], 1, 2]);
  });

  it('annotations: those removed from the Deployment stay on its ReplicaSet, and come back by undo', () => {
    const scenario = played([
      apply({}, 'web:v1', { annotations: { owner: 'ann' } }),
      'kubectl annotate deployment/web owner-',
      image('v2'),
      'kubectl annotate deployment/web later=yes',
      'kubectl rollout undo deployment/web',
    ]);
    expect(scenario.state.deployment!.annotations).toMatchObject({ owner: 'ann' });
    expect(scenario.state.deployment!.annotations).not.toHaveProperty('later');
  });
});

describe('names', () => {
  const foreign = (name: string): Said => ({
    after: 30,
    command: 'kubectl create -f -',
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name, labels: { app: 'other' } },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'other' } },
        template: { metadata: { labels: { app: 'other' } }, spec: { containers: [{ name: 'app', image: 'web:other' }] } },
      },
    },
  });

  it('collision: a name that is taken makes this hash and all later ones others', () => {
    const { state } = played([foreign(V1), apply(), image('v2')]);
    expect(state.deployment!.status.collisionCount).toBe(1);
    expect(state.replicaSets.map(({ name }) => name).slice(1)).not.toContain(V1);
    expect(state.replicaSets.at(-1)!.name).toBe('web-69cd4bb8b');
  });

  it('collision: a ReplicaSet that is let go keeps its name, and the next one of its template has another', () => {
    const scenario = played([apply(), `kubectl label rs/${V1} app=gone --overwrite`]);
    const [first, second] = scenario.state.replicaSets;
    expect([first!.name, first!.ownerUid, first!.replicas]).toEqual([V1, null, 3]);
    expect([second!.ownerUid === null, second!.replicas, scenario.state.deployment!.status.collisionCount]).toEqual([false, 3, 1]);
  });

  it('collision: a ReplicaSet whose template was changed by hand is an old one, and has the name', () => {
    const scenario = played([apply(), `kubectl set image rs/${V1} app=web:hand`]);
    expect(rows(scenario)).toEqual(['hand 1 x0', 'v1 2 x3']);
    expect(scenario.state.deployment!.status.collisionCount).toBe(1);
  });

  it('adoption: a ReplicaSet of the same template, whatever its name, is the current one', () => {
    const labels = { app: 'web', 'pod-template-hash': 'x' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'web:v1' }] } };
    const spec = { replicas: 3, selector: { matchLabels: labels }, template };
    const manifest = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'stray', labels }, spec };
    const { state } = played([{ after: 30, command: 'kubectl create -f -', manifest }, apply()]);
    expect(state.replicaSets.map(({ name, ownerUid }) => [name, ownerUid !== null])).toEqual([['stray', true]]);
  });

  it('rs-deleted-orphan: the new one of the same name takes the pods over', () => {
    const scenario = played([apply(), `kubectl delete rs/${V1} --cascade=orphan`]);
    const { pods, replicaSets } = scenario.state;
    expect(pods.map(({ createdAt }) => createdAt < Date.parse('2026-11-21T09:00:35Z'))).toEqual([true, true, true]);
    expect(pods.every(({ replicaSetUid }) => replicaSetUid === replicaSets[0]!.uid)).toBe(true);
    expect(replicaSets[0]!.status).toMatchObject({ replicas: 3, availableReplicas: 3 });
  });
});

describe('rolling and scaling', () => {
  it('rolling back to a ReplicaSet that exists never says NewReplicaSetCreated', () => {
    const { observations, base } = played([apply(), image('v2'), 'kubectl rollout undo deployment/web']);
    const reasons = observations.flatMap((one) =>
      one.kind === 'Deployment' && one.at >= base + 90_000
        ? one.object.status.conditions.filter(({ type }) => type === 'Progressing').map(({ reason }) => reason)
        : [],
    );
    expect(new Set(reasons)).toEqual(new Set(['NewReplicaSetAvailable', 'ReplicaSetUpdated']));
  });

  it('apply with replicas and image scales the old ReplicaSet first', () => {
    expect(scalings(played([apply(), apply({ replicas: 6 }, 'web:v2')])).slice(1, 3)).toEqual([
      `Scaled up replica set ${V1} from 3 to 6`,
      `Scaled up replica set ${V2} from 0 to 2`,
    ]);
  });

  it('scale-mid-rollout to 15: 8 and 5 become 12 and 7', () => {
    const said = [apply({ replicas: 10 }), image('v2'), after(1, 'kubectl scale deployment/web --replicas=15')];
    expect(scalings(played(said))).toEqual(
      expect.arrayContaining([`Scaled up replica set ${V1} from 8 to 12`, `Scaled up replica set ${V2} from 5 to 7`]),
    );
  });

  it('scaling to what it is writes nothing', () => {
    const { outcomes, state } = played([apply(), 'kubectl scale deployment/web --replicas=3']);
    expect([outcomes[1]!.wrote, state.deployment!.generation]).toEqual([false, 1]);
  });

  it('a rollout that is paused still ends its old pods once the new ones are enough', () => {
    const paused = [apply(), image('v2'), after(9, 'kubectl rollout pause deployment/web')];
    const { state } = played(paused);
    expect(state.replicaSets.map(({ replicas }) => replicas)).toEqual(expect.arrayContaining([0, 3]));
  });

  it('both fenceposts rounded to 0 make one pod unavailable', () => {
    const rollingUpdate = { maxSurge: 0, maxUnavailable: '10%' };
    const said = [apply({ strategy: { type: 'RollingUpdate', rollingUpdate } }), image('v2')];
    expect(scalings(played(said))[1]).toBe(`Scaled down replica set ${V1} from 3 to 2`);
  });

  it('a ReplicaSet annotated by hand is left so, and one scaled by hand is put back', () => {
    const scenario = played([apply(), `kubectl annotate rs ${V1} note=x`, `kubectl scale rs/${V1} --replicas=6`]);
    expect(scenario.state.replicaSets[0]!.annotations).toMatchObject({ note: 'x' });
    expect(rows(scenario)).toEqual(['v1 1 x3']);
  });

  it('an old ReplicaSet scaled up by hand is scaled down again', () => {
    expect(rows(played([apply(), image('v2'), `kubectl scale rs/${V1} --replicas=2`]))).toEqual(['v1 1 x0', 'v2 2 x3']);
  });
});

describe('progress', () => {
  it('a deadline that passed stays while paused, and a pause before it is told', () => {
    const bad = [apply({ progressDeadlineSeconds: 5 }), image('bad')];
    expect(conditions(played([...bad, 'kubectl rollout pause deployment/web']))).toContain(
      'Progressing=False/ProgressDeadlineExceeded',
    );
    expect(conditions(played([apply(), 'kubectl rollout pause deployment/web']))).toContain(
      'Progressing=Unknown/DeploymentPaused',
    );
  });

  it('a quota: FailedCreate, and unavailable are the pods wanted less those available', () => {
    const scenario = played(['kubectl create quota few --hard=pods=2', apply()]);
    expect(scenario.state.deployment!.status).toMatchObject({ replicas: 2, availableReplicas: 2, unavailableReplicas: 1 });
    expect(conditions(scenario)).toContain('ReplicaFailure=True/FailedCreate');
    const lifted = played(['kubectl create quota few --hard=pods=2', apply(), 'kubectl delete quota few', after(400, 'kubectl get all')]);
    expect(lifted.state.deployment!.status).toMatchObject({ replicas: 3, availableReplicas: 3 });
  });

  it.each<[string, readonly number[]]>([
    ['v1.36.3', [6000, 7000, 8000]],
    ['v1.32.13', [7000, 7000, 10_000]],
  ])('minReadySeconds 3 in %s: when three pods that got ready at 3, 4 and 5 s are available', (version, expected) => {
    const kubelet = { ...KUBELET, gapSeconds: 1 };
    const { observations, base } = played([apply({ minReadySeconds: 3 })], version, kubelet);
    const start = base + 30_000;
    const times: number[] = [];
    for (const one of observations) {
      if (one.kind !== 'ReplicaSet') continue;
      while (times.length < one.object.status.availableReplicas) times.push(one.at - start);
    }
    expect(times).toEqual(expected);
  });
});

describe('pods', () => {
  it.each<[string, string]>([
    ['by name', 'kubectl delete pods web-647584ddcb-aaaaa web-647584ddcb-bbbbb'],
    ['by label', 'kubectl delete pods -l app=web'],
    ['all', 'kubectl delete pods --all --force --grace-period=0'],
  ])('deleted %s are made again', (_, command) => {
    const { state, outcomes } = played([apply(), command]);
    expect([outcomes[1]!.wrote, state.deployment!.status.availableReplicas]).toEqual([true, 3]);
  });

  it('deleted without grace are gone at once', () => {
    const { observations } = played([apply(), 'kubectl delete pods --all --force --grace-period=0']);
    expect(observations.filter(({ rule, type }) => rule === 'user: write' && type === 'DELETED')).toHaveLength(3);
  });
});

describe('what cannot be played', () => {
  it.each<[string, string]>([
    ['kubectl frobnicate deployment/web', 'it is not known, or needs a manifest'],
    ['kubectl edit deployment/web', 'it is not known, or needs a manifest'],
    ['kubectl drain node-1', 'it is not said what it is about'],
    ['kubectl label pod web-647584ddcb-aaaaa app=debug --overwrite', 'a pod is not released here'],
    ['kubectl delete namespace default', 'nothing is known of namespace'],
    ['kubectl patch deployment/web --subresource=status -p {}', 'it writes a subresource'],
    ['kubectl create quota few --hard=requests.cpu=1', 'of a ResourceQuota only the number of pods is known'],
  ])('%s is told of', (command, unplayable) => {
    expect(played([apply(), command]).outcomes[1]).toEqual({ wrote: false, error: null, unplayable });
  });

  it.each(['kubectl get all', 'kubectl expose deployment/web --port=80', 'kubectl rollout status deployment/web', 'kubectl set env deployment/web --list'])(
    '%s writes nothing, and is no riddle',
    (command) => {
      expect(played([apply(), command]).outcomes[1]).toEqual({ wrote: false, error: null, unplayable: null });
    },
  );
});
