import type { DeploymentEvent } from '#libs/history';
import type { PodTemplate, StringMap } from '#libs/kubernetes';
import type { Dice } from './dice.js';

type Container = {
  name: string;
  image: string;
  env: { name: string; value: string }[];
  ports: { containerPort: number }[];
};

/** A Deployment as its people have it in mind. */
export type Life = {
  readonly place: Readonly<{ cluster: string; namespace: string; name: string }>;
  /** Incarnations so far; 0 before the first. */
  lives: number;
  alive: boolean;
  /** Events of the present incarnation. */
  position: number;
  labels: StringMap;
  containers: Container[];
  replicas: number;
  paused: boolean;
  /** The last ones it had. */
  templates: readonly (readonly Container[])[];
};

export function unborn(place: Life['place']): Life {
  const none = { lives: 0, alive: false, position: 0, labels: {}, replicas: 1, paused: false, templates: [] };
  return { ...none, place, containers: [] };
}

export type Events = readonly [DeploymentEvent, ...DeploymentEvent[]];
type Deed = (life: Life, dice: Dice) => Events;

/** What somebody does to it next. */
export function act(life: Life, dice: Dice): Events {
  return life.alive ? dice.pick(DEEDS)(life, dice) : [create(life, dice)];
}

const WEIGHTED: readonly (readonly [weight: number, deed: Deed])[] = [
  [55, (life, dice) => [changeTemplate(life, dice)]],
  [10, (life, dice) => [changeTemplate(life, dice), scale(life, dice)]],
  [13, (life, dice) => [scale(life, dice)]],
  [6, (life, dice) => [undo(life, dice)]],
  [5, (life, dice) => [label(life, dice)]],
  [3, (life) => [pause(life)]],
  [4, (life, dice) => [restart(life, dice)]],
  [2, (_, dice) => [limits(dice)]],
  [2, (life) => [remove(life)]],
];
const DEEDS = WEIGHTED.flatMap(([weight, deed]) => Array<Deed>(weight).fill(deed));

function create(life: Life, dice: Dice): DeploymentEvent {
  const born = { lives: life.lives + 1, alive: true, position: 0, templates: [], paused: false };
  Object.assign(life, { ...born, labels: { app: life.place.name }, replicas: 1 + dice.below(5) });
  // What is made again is often what was there before.
  if (life.containers.length === 0 || dice.chance(0.3)) life.containers = newContainers(life, dice);
  const { labels, replicas } = life;
  const spec = {
    replicas,
    selector: { matchLabels: { app: life.place.name } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    ...{ minReadySeconds: 0, progressDeadlineSeconds: 600, revisionHistoryLimit: 10, paused: false },
  } as const;
  const payload = { ...withTemplate(life), labels, annotations: {}, spec };
  return { type: 'DeploymentCreated', schemaVersion: 1, payload };
}

function newContainers(life: Life, dice: Dice): Container[] {
  return ['web', 'proxy'].slice(0, 1 + dice.below(2)).map((name) => newContainer(name, life, dice));
}

const VARIABLES = ['LOG_LEVEL', 'CACHE_SIZE', 'FEATURE_CHECKOUT', 'DATABASE_HOST'];

function newContainer(name: string, life: Life, dice: Dice): Container {
  const env = VARIABLES.slice(0, dice.below(4)).map((variable) => ({ name: variable, value: String(dice.below(10)) }));
  return { name, image: imageOf(name, life, dice), env, ports: [{ containerPort: 8080 }] };
}

function imageOf(name: string, { place }: Life, dice: Dice): string {
  if (name === 'proxy') return `envoy:v1.${dice.below(30)}`;
  const repository = `registry.example.com/${place.namespace}/${place.name}`;
  if (dice.chance(0.1)) return `${repository}@sha256:${String(dice.below(1e9)).padStart(64, '0')}`;
  return `${repository}:1.${dice.below(40)}.${dice.below(20)}`;
}

function changeTemplate(life: Life, dice: Dice): DeploymentEvent {
  const turn = dice.below(10);
  if (turn < 9) changeContainer(dice.pick(life.containers), turn, { life, dice });
  else if (life.containers.length > 1) life.containers = life.containers.filter(({ name }) => name === 'web');
  else life.containers = [...life.containers, newContainer('proxy', life, dice)];
  return { type: 'PodTemplateChanged', schemaVersion: 1, payload: withTemplate(life) };
}

function changeContainer(own: Container, turn: number, { life, dice }: Readonly<{ life: Life; dice: Dice }>): void {
  if (turn < 7) own.image = imageOf(own.name, life, dice);
  else if (turn < 8) own.env = own.env.filter(() => dice.chance(0.7));
  else own.env = [...own.env.filter(({ name }) => name !== 'TIMEOUT'), { name: 'TIMEOUT', value: `${dice.below(60)}` }];
}

function undo(life: Life, dice: Dice): DeploymentEvent {
  life.containers = structuredClone(dice.pick(life.templates)) as Container[];
  const restoredFrom = { uid: uidOf(life), revision: 1, change: '1' };
  return { type: 'RolloutUndone', schemaVersion: 1, payload: { ...withTemplate(life), restoredFrom } };
}

/** Uid of the present incarnation. */
export function uidOf({ place, lives }: Life): string {
  return `uid-${place.name}-${lives}`;
}

function restart(life: Life, dice: Dice): DeploymentEvent {
  const { template, ...rest } = withTemplate(life);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': String(dice.below(1e9)) };
  const restarted = { ...template, metadata: { ...template.metadata, annotations } };
  return { type: 'RolloutRestarted', schemaVersion: 1, payload: { ...rest, template: restarted } };
}

const POD_LIFE = { startSeconds: 3, terminationSeconds: 2, neverReady: false };

function withTemplate(life: Life) {
  const own = structuredClone(life.containers);
  life.templates = [...life.templates.slice(-9), own];
  const containers = own.map(({ env, ...each }) => ({ ...each, ...(env.length > 0 && { env }) }));
  const template: PodTemplate = { metadata: { labels: { app: life.place.name } }, spec: { containers } };
  return { template, podLife: POD_LIFE, release: '1.36' };
}

function scale(life: Life, dice: Dice): DeploymentEvent {
  life.replicas = life.replicas === 3 ? 5 : 1 + dice.below(8);
  return { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas: life.replicas } };
}

function label(life: Life, dice: Dice): DeploymentEvent {
  life.labels = { app: life.place.name, ...(dice.chance(0.7) && { 'example.com/tier': String(dice.below(4)) }) };
  return { type: 'LabelsChanged', schemaVersion: 1, payload: { labels: life.labels } };
}

function pause(life: Life): DeploymentEvent {
  life.paused = !life.paused;
  return { type: life.paused ? 'RolloutPaused' : 'RolloutResumed', schemaVersion: 1, payload: {} };
}

function limits(dice: Dice): DeploymentEvent {
  const payload = { minReadySeconds: 0, progressDeadlineSeconds: 600, revisionHistoryLimit: dice.below(12) };
  return { type: 'RolloutLimitsChanged', schemaVersion: 1, payload };
}

function remove(life: Life): DeploymentEvent {
  life.alive = false;
  return { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy: 'Background' } };
}
