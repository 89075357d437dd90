import type { Actor, NewChange, NewEvent, Source } from '#libs/event-store';
import { storableEvent } from '#libs/history';
import { Dice } from './dice.js';
import { act, type Events, type Life, uidOf, unborn } from './generated-life.js';

export type HistoryOptions = Readonly<{
  deployments: number;
  changes: number;
  seed?: number;
  /** When it begins. */
  start?: number;
  /** How much time lies between two changes, on average. */
  averageMilliseconds?: number;
  /** How many of a thousand changes are told late. */
  late?: number;
}>;

const STANDARD = { seed: 1, start: Date.UTC(2026, 0, 1), averageMilliseconds: 30_000, late: 5 };

/** Changes of many Deployments by many people, in the order they are recorded in. The same options give the same history. */
export function* generatedHistory(options: HistoryOptions): Generator<NewChange> {
  const { deployments, changes, seed, start, averageMilliseconds, late } = { ...STANDARD, ...options };
  const dice = new Dice(seed);
  const lives = Array.from({ length: deployments }, (_, number) => ({ ...unborn(placeOf(number)), lastAt: 0 }));
  let at = start;
  for (let number = 0; number < changes; number += 1) {
    at += Math.round(dice.next() * 2 * averageMilliseconds);
    const life = dice.pick(lives);
    const events = act(life, dice);
    const isLate = life.position > 3 && dice.chance(late / 1000);
    const occurredAt = isLate ? life.lastAt - Math.round(dice.next() * 20 * averageMilliseconds) : at;
    yield { ...told(life, events, dice), occurredAt };
    life.position += events.length;
    life.lastAt = Math.max(life.lastAt, occurredAt);
  }
}

const CLUSTERS = ['production', 'staging', 'edge'];

function placeOf(number: number): Life['place'] {
  const namespace = `team-${Math.floor(number / 5) % 50}-${['shop', 'pay', 'ops'][number % 3] ?? ''}`;
  return { cluster: CLUSTERS[Math.floor(number / 2) % 3] ?? '', namespace, name: `app-${number}` };
}

const SOURCES: readonly Source[] = ['kubernetes-api', 'kubernetes-api', 'graphql', 'audit-webhook', 'import'];

function told(life: Life, events: Events, dice: Dice): Omit<NewChange, 'occurredAt'> {
  const [first, ...rest] = events.map((event) => storableEvent(event) as NewEvent);
  if (first === undefined) throw new Error('a change has an event');
  const cause = causeOf(dice);
  return {
    stream: { ...life.place, uid: uidOf(life) },
    expected: life.position === 0 ? 'none' : life.position,
    ends: !life.alive,
    events: [first, ...rest],
    actor: actorOf(dice),
    source: dice.pick(SOURCES),
    provenance: {},
    ...(cause !== '' && { cause }),
    summary: events.map(({ type }) => type).join(', '),
  };
}

function actorOf(dice: Dice): Actor {
  const number = dice.below(200);
  const actor = { subject: `user-${number}@example.com`, groups: [`group-${number % 20}`, 'system:authenticated'] };
  return dice.chance(0.02) ? { ...actor, impersonator: `admin-${dice.below(3)}` } : actor;
}

const WORDS = [
  ...['release', 'hotfix', 'rollback', 'raise', 'memory', 'limit', 'checkout', 'payment', 'timeout', 'latency'],
  ...[
    'incident',
    'customer',
    'nightly',
    'Überlast',
    'mémoire',
    'утечка',
    '障害対応',
    '緊急リリース',
    '内存泄漏',
    '메모리',
  ],
];

function causeOf(dice: Dice): string {
  const words = Array.from({ length: dice.below(5) }, () => dice.pick(WORDS));
  return words.length === 0 ? '' : [...words, `OPS-${dice.below(100_000)}`].join(' ');
}
