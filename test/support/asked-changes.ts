import type { ImagePattern } from '#libs/audit';
import type { NewChange } from '#libs/event-store';
import type { ChangeListFilter } from '#libs/postgres';
import type { Dice } from './dice.js';

/** Filters that somebody might ask a generated history by: common and rare ones, alone and together. */
export function askedFilter(dice: Dice, history: readonly NewChange[]): ChangeListFilter {
  const asked = Array.from({ length: 1 + dice.below(3) }, () => dice.pick(QUESTIONS)(dice, dice.pick(history)));
  return Object.assign({}, ...asked) as ChangeListFilter;
}

type Question = (dice: Dice, about: NewChange) => ChangeListFilter;

const IMAGES: readonly (readonly [kind: ImagePattern['kind'], textOf: (dice: Dice) => string])[] = [
  ['reference', (dice) => `docker.io/library/envoy:v1.${dice.below(30)}`],
  ['tag', (dice) => `1.${dice.below(40)}.${dice.below(20)}`],
  ['folder', (dice) => `registry.example.com/team-${dice.below(50)}-shop/`],
  ['prefix', (dice) => `registry.example.com/team-${dice.below(10)}`],
  ['prefix', (dice) => `env${dice.pick(['', 'oy:v1.2'])}`],
];

const QUESTIONS: readonly Question[] = [
  (_, { actor }) => ({ actor: actor.impersonator ?? actor.subject }),
  (_, { actor }) => ({ group: actor.groups[0]! }),
  () => ({ group: 'nobody' }),
  (_, { stream: { cluster } }) => ({ cluster }),
  (_, { stream: { namespace } }) => ({ namespace }),
  (_, { stream: { cluster, namespace } }) => ({ cluster, namespace, areas: [{ cluster: '*', namespace: '*' }] }),
  (dice) => ({ areas: [`team-${dice.below(50)}-*`, '*-shop'].map((namespace) => ({ cluster: '*', namespace })) }),
  () => ({ areas: [] }),
  (_, { stream: { name } }) => ({ name }),
  (_, { source }) => ({ sources: [source] }),
  (_, { events }) => ({ eventTypes: [events.at(-1)!.type] }),
  () => ({ eventTypes: ['DeploymentDeleted', 'RolloutPaused'] }),
  (dice, { occurredAt }) => ({ since: new Date(occurredAt), until: new Date(occurredAt + dice.below(86_400_000)) }),
  (_, { occurredAt }) => ({ until: new Date(occurredAt) }),
  ...IMAGES.map(([kind, textOf]): Question => (dice) => ({ image: { kind, text: textOf(dice) } })),
  (_, { events }) => imageOf(JSON.stringify(events)),
  (dice) => ({ path: dice.pick(PATHS) }),
  (_, { cause = 'none' }) => ({ words: cause }),
  (_, { cause = 'none' }) => ({ words: cause.slice(-5) }),
  (dice) => ({ words: dice.pick(['release', 'OPS', 'ops-1', '害対', '緊急', '応', 'MÉMOIRE', '메모리']) }),
];

const CONTAINER = 'spec.template.spec.containers';
const PATHS = [
  ...['spec.replicas', 'spec.template', 'metadata.labels["example.com/tier"]', 'spec.paused', 'spec.none'],
  ...[`${CONTAINER}[name="web"].image`, `${CONTAINER}[*].image`, `${CONTAINER}[*].env[name="TIMEOUT"].value`],
  `${CONTAINER}[name="proxy"]`,
];

function imageOf(text: string): ChangeListFilter {
  const digest = /@(sha256:\d+)/.exec(text)?.[1];
  return { image: digest === undefined ? ENVOY : { kind: 'digest', text: digest } };
}

const ENVOY = { kind: 'repository', text: 'docker.io/library/envoy' } as const;
