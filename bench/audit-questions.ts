import type { Pool } from 'pg';
import { type ImagePattern, readImagePattern } from '#libs/audit';
import { openReads } from '#libs/postgres';
import type { Dice } from '../test/support/dice.js';
import { AVERAGE_MILLISECONDS, DEPLOYMENTS, START } from './audit-log.js';

type ChangeFilter = Parameters<ReturnType<typeof openReads>['listChanges']>[0];

/** A question of the audit, with what is asked for drawn anew each time; answers how many rows it got. */
export type Question = Readonly<{ name: string; ask: (dice: Dice) => Promise<number> }>;

const PAGE = 51;
const DAY = 86_400_000;

/** Every question there is, in pages of 50, the newest first. `head` is the newest position. */
export function auditQuestions(
  pool: Pool,
  { changes, head }: Readonly<{ changes: number; head: bigint }>,
): readonly Question[] {
  const reads = openReads(pool);
  const list = (name: string, filterOf: (dice: Dice) => ChangeFilter): Question => ({
    name: `changes by ${name}`,
    ask: async (dice) => (await reads.listChanges(filterOf(dice), { limit: PAGE, fromEnd: true })).length,
  });
  const used = (name: string, imageOf: (dice: Dice) => string): Question => ({
    name: `image usage by ${name} in 30 days`,
    ask: async (dice) =>
      (await reads.listImageUsage({ image: pattern(imageOf(dice)), ...days(dice, 30) }, { limit: PAGE })).length,
  });
  const days = (dice: Dice, length: number): Readonly<{ since: Date; until: Date }> => {
    const since = START + Math.floor(dice.next() * changes * AVERAGE_MILLISECONDS);
    return { since: new Date(since), until: new Date(since + length * DAY) };
  };
  return [
    list('actor', (dice) => ({ actor: person(dice) })),
    list('group', (dice) => ({ group: `group-${dice.below(20)}` })),
    list('team', (dice) => ({ areas: [{ cluster: '*', namespace: `team-${dice.below(50)}-*` }] })),
    list('cluster', (dice) => ({ cluster: dice.pick(CLUSTERS) })),
    list('namespace', (dice) => ({ namespace: `team-${dice.below(50)}-shop` })),
    list('kind', (dice) => ({ eventTypes: [dice.pick(KINDS)] })),
    list('source', () => ({ sources: ['audit-webhook'] })),
    list('time range of a day', (dice) => days(dice, 1)),
    list('image', (dice) => ({ image: pattern(`*:v1.${dice.below(40)}`) })),
    list('field path', () => ({ path: 'spec.template.spec.containers[*].image' })),
    list('words of the cause', (dice) => ({ words: `OPS-${dice.below(100_000)}` })),
    list('common words of the cause', () => ({ words: 'hotfix checkout' })),
    list('actor, team and path in 30 days', (dice) => ({
      ...{
        actor: person(dice),
        areas: [{ cluster: '*', namespace: `team-${dice.below(50)}-*` }],
        path: 'spec.replicas',
      },
      ...days(dice, 30),
    })),
    list('kind, for one who may see a team', (dice) => ({
      ...{ eventTypes: [dice.pick(KINDS)], scope: [{ cluster: '*', namespace: `team-${dice.below(50)}-*` }] },
    })),
    {
      name: 'blame of a Deployment',
      ask: async (dice) => {
        const question = { asOf: String(head), removed: false, limit: 101 };
        return (await reads.readBlame({ ...question, streamId: 1 + dice.below(DEPLOYMENTS) })).length;
      },
    },
    used('tag', (dice) => `envoy:v1.${dice.below(40)}`),
    used('repository', () => 'envoy'),
    used('digest', (dice) => `sha256:${String(dice.below(1e9)).padStart(64, '0')}`),
    used('prefix', (dice) => `envoy:v1.${1 + dice.below(3)}*`),
    {
      name: 'delivery measures of a team in 30 days',
      ask: async (dice) => {
        const areas = [{ cluster: '*', namespace: `team-${dice.below(50)}-*` }];
        const now = new Date(START + 2 * changes * AVERAGE_MILLISECONDS);
        return (await reads.readDeliveryMeasures({ ...days(dice, 30), areas }, now)).rollouts;
      },
    },
  ];
}

const CLUSTERS = ['production', 'staging', 'edge'];
const KINDS = ['PodTemplateChanged', 'DeploymentScaled', 'DeploymentDeleted', 'RolloutUndone'];

function person(dice: Dice): string {
  return `user-${dice.below(200)}@example.com`;
}

function pattern(text: string): ImagePattern {
  const image = readImagePattern(text);
  if (image === undefined) throw new Error(`${text} names no image`);
  return image;
}
