import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type EventStore, LogUnavailable, type NewChange } from '#libs/event-store';
import { inMemoryLog } from '../../../../test/support/history.js';
import { type Fact, UNKNOWN_ACTOR } from '../fact.js';
import { recordFact, type RecordPorts } from '../record-fact.js';
import { recordFacts } from './record-facts.js';

function fact(version: number, given: Partial<Fact>): Fact {
  const { uid = 'u' } = given;
  return {
    ...{ source: 'audit-webhook', cluster: 'prod', namespace: 'shop', name: 'web', uid, verb: 'changed' },
    ...{ resourceVersion: String(version), occurredAt: version * 1000, actor: { subject: 'ann', groups: [] } },
    ...{ provenance: {}, key: `${uid}/${version}`, ...given },
  };
}

function whole(version: number, image: string, { replicas = 3, ...given }: Partial<Fact> = {}): Fact {
  const labels = { app: 'web' };
  const metadata = { name: 'web', namespace: 'shop', creationTimestamp: '1970-01-01T00:00:00Z' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } };
  const spec = { replicas, selector: { matchLabels: labels }, template };
  return fact(version, { object: { metadata: { ...metadata, generation: version }, spec }, ...given });
}

const deleted = (uid: string, at: number): Fact => {
  const { resourceVersion: _, ...rest } = fact(at, { uid, verb: 'deleted', key: `${uid}/deleted` });
  return rest;
};

/** Two lives of a name, a repeat, a scale before what it scales, a fact that cannot be read, and one whose author is told after it. */
const FACTS: readonly Fact[] = [
  fact(1, { uid: 'x', verb: 'scaled', replicas: 2 }),
  whole(2, 'web:1', { verb: 'created' }),
  whole(3, 'web:2'),
  whole(3, 'web:2'),
  whole(4, 'web:2'),
  fact(5, { verb: 'scaled', replicas: 5 }),
  fact(6, { object: { spec: 'none' } }),
  whole(7, 'web:3', { replicas: 5 }),
  deleted('u', 8),
  whole(9, 'web:3', { uid: 'v', verb: 'created' }),
  whole(10, 'web:4', { uid: 'v' }),
  whole(12, 'web:5', { uid: 'w' }),
  whole(11, 'web:6', { uid: 'v' }),
  whole(13, 'web:7', { uid: 'w', actor: UNKNOWN_ACTOR }),
  whole(13, 'web:7', { uid: 'w' }),
];

function portsOf(store: EventStore): RecordPorts {
  return {
    store,
    contextOf: () => Promise.resolve({ release: '1.36', podLifeRules: [] }),
    restoredBy: () => Promise.resolve(undefined),
    orphansTaken: () => Promise.resolve([]),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

async function told(log: EventStore): Promise<readonly object[]> {
  const changes = await log.readLog(0n, 100);
  return changes.map(({ recordedAt: _, events, ...change }) => ({
    ...change,
    events: events.map(({ leafHash: _hash, ...event }) => event),
  }));
}

async function oneByOne(log: EventStore, facts: readonly Fact[]): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (const one of facts) {
    const [result] = await Promise.allSettled([recordFact(portsOf(log), one)]);
    kinds.push(result.status === 'fulfilled' ? result.value.kind : 'rejected');
  }
  return kinds;
}

async function together(log: EventStore, facts: readonly Fact[]): Promise<readonly string[]> {
  const outcomes = await recordFacts(portsOf(log), facts);
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.kind : 'rejected'));
}

/** A log to which something happens before a change is appended. */
function meddledWith(log: EventStore, before: (change: NewChange) => Promise<unknown>): EventStore {
  const meddled = Object.create(log) as EventStore;
  meddled.append = async (change) => {
    await before(change);
    return log.append(change);
  };
  return meddled;
}

describe('facts that are recorded together', () => {
  it.each([0, 4, 9])('when %d of them are there already, come to what they come to one by one', async (before) => {
    const [one, other] = [inMemoryLog(), inMemoryLog()];
    for (const log of [one, other]) await oneByOne(log, FACTS.slice(0, before));

    expect(await together(other, FACTS)).toEqual(await oneByOne(one, FACTS));
    expect(await told(other)).toEqual(await told(one));
  });

  it('when somebody else writes in between, they follow on what was written', async () => {
    const log = inMemoryLog();
    await oneByOne(log, FACTS.slice(0, 2));
    const others = [whole(20, 'web:9'), whole(21, 'web:8')];
    const meddled = meddledWith(log, async () => {
      const next = others.shift();
      if (next !== undefined) await recordFact(portsOf(log), next);
    });
    const kinds = await together(meddled, [whole(3, 'web:2'), whole(4, 'web:3'), whole(22, 'web:7')]);

    expect(kinds).toEqual(['recorded', 'recorded', 'recorded']);
    const changes = await log.readLog(0n, 100);
    expect(changes.map(({ events }) => events[0]?.type)).toEqual([
      ...['DeploymentCreated', 'PodTemplateChanged', 'PodTemplateChanged'],
      ...['EarlierStateLearned', 'EarlierStateLearned', 'PodTemplateChanged'],
    ]);
  });

  it('when the log cannot be reached, they say so', async () => {
    const log = meddledWith(inMemoryLog(), () => Promise.reject(new LogUnavailable('it is away')));

    await expect(together(log, FACTS)).rejects.toThrow(LogUnavailable);
  });
});
