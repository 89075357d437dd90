import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore, type Payload } from '#libs/event-store';
import type { JsonObject } from '#libs/kubernetes';
import { SEALING } from '../../../test/support/sealing.js';
import { deletionKey, type Fact, UNKNOWN_ACTOR, writeKey } from './fact.js';
import { recordFact, type RecordPorts } from './record-fact.js';

const PLACE = { cluster: 'prod', namespace: 'shop', name: 'web', uid: 'u' };

let store: InMemoryEventStore;

beforeEach(() => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  store = new InMemoryEventStore({ sha256, now: () => 0, sealing: SEALING });
});

const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image }] },
});

/** As a watch sees it; at generation 1 it was created. */
function seen(version: string, image: string, generation: number, given: JsonObject = {}): Fact {
  const metadata = { ...PLACE, resourceVersion: version, generation, ...given };
  const spec = { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template(image) };
  return {
    ...{ ...PLACE, source: 'watch', actor: UNKNOWN_ACTOR, provenance: {}, occurredAt: Number(version) * 1000 + 500 },
    ...{ verb: generation === 1 ? 'created' : 'seen', resourceVersion: version, key: writeKey(PLACE, version) },
    object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec },
  };
}

/** The same as the audit log tells it. */
function audited(fact: Fact, subject = 'ann'): Fact {
  const verb = fact.verb === 'seen' ? 'changed' : fact.verb;
  const actor = { subject, groups: ['devs'] };
  return { ...fact, source: 'audit-webhook', verb, actor, occurredAt: fact.occurredAt - 500 };
}

function gone(version?: string): Fact {
  const { object: _, resourceVersion: _version, ...fact } = seen(version ?? '90', '', 1);
  return { ...fact, verb: 'deleted', ...(version && { resourceVersion: version }), key: deletionKey(PLACE) };
}

async function record(...facts: readonly Fact[]): Promise<readonly string[]> {
  const ports: RecordPorts = {
    store,
    contextOf: () => Promise.resolve({ release: '1.36', podLifeRules: [] }),
    restoredBy: () => Promise.resolve(undefined),
    orphansTaken: () => Promise.resolve([]),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
  const kinds: string[] = [];
  for (const fact of facts) kinds.push((await recordFact(ports, fact)).kind);
  return kinds;
}

const log = async () =>
  (await store.readLog(0n, 99)).map(({ actor, summary, events }) => [actor.subject, events[0]?.type, summary]);

describe('who made a change that was seen', () => {
  it.each<[string, Fact[], Fact]>([
    ['a creation', [seen('10', 'web:1', 1)], seen('10', 'web:1', 1)],
    ['a write', [seen('10', 'web:1', 1), seen('12', 'web:2', 2)], seen('12', 'web:2', 2)],
    [
      'a write with newer ones',
      [seen('10', 'web:1', 1), seen('12', 'web:2', 2), seen('14', 'web:3', 3)],
      seen('12', 'web:2', 2),
    ],
    ['a deletion', [seen('10', 'web:1', 1), gone('12')], gone()],
  ])('when it was %s, who did it is told by a later event, once', async (_, before, fact) => {
    await record(...before);
    const { length } = await log();
    expect(await record(audited(fact), audited(fact))).toEqual(['recorded', 'known']);
    const told = (await log()).slice(length);
    expect(told).toEqual([['ann', 'ChangeAttributed', expect.stringMatching(/^told who made change \d+: /)]]);
  });

  it('when a list saw it at a later version, it is known by its generation', async () => {
    await record(seen('10', 'web:1', 1), seen('30', 'web:2', 2), audited(seen('12', 'web:2', 2)));
    expect((await log()).at(-1)).toEqual([
      'ann',
      'ChangeAttributed',
      'told who made change 3: image of app: web:1 -> web:2',
    ]);
  });

  it('when a list saw several at once, those before the last say what was then', async () => {
    await record(
      seen('10', 'web:1', 1),
      seen('30', 'web:3', 3),
      audited(seen('12', 'web:2', 2)),
      audited(seen('14', 'web:3', 3)),
    );
    expect((await log()).slice(2)).toEqual([
      ['ann', 'EarlierStateLearned', 'image of app: web:1 -> web:2'],
      ['ann', 'ChangeAttributed', 'told who made change 3: image of app: web:1 -> web:3'],
    ]);
  });

  const labelled = { labels: { team: 'a' } };
  const [ofAnn, ofBob] = [audited(seen('12', 'web:2', 2)), audited(seen('14', 'web:2', 2, labelled), 'bob')];
  it.each([
    ['in order', [ofAnn, ofBob]],
    ['in no order', [ofBob, ofAnn]],
  ])('when a list saw two writes of one generation, each is theirs who made it, told %s', async (_, facts) => {
    await record(seen('10', 'web:1', 1), seen('30', 'web:2', 2, labelled), ...facts, ...facts);
    expect((await log()).slice(2).sort()).toEqual([
      ['ann', 'EarlierStateLearned', 'image of app: web:1 -> web:2'],
      ['bob', 'ChangeAttributed', expect.stringMatching(/^told who made change 3: /)],
    ]);
  });

  it('when newer changes are known, what tells it happened after them, so that no moment between has it', async () => {
    await record(seen('10', 'web:1', 1), seen('12', 'web:2', 2), audited(seen('10', 'web:1', 1)));
    const { id } = (await store.streamByUid('prod', 'u'))!;
    const [created, , attributed] = await store.readLog(0n, 9);
    expect(attributed?.occurredAt).toBe(12_500);
    expect(await store.streamPositionAt(id, 11_000)).toBe(created?.events.at(-1)?.streamPosition);
  });

  it('when it was told before it was seen, it is known', async () => {
    expect(await record(audited(seen('10', 'web:1', 1)), seen('10', 'web:1', 1), audited(gone()), gone('12'))).toEqual([
      'recorded',
      'known',
      'recorded',
      'known',
    ]);
    expect((await log()).map(([actor]) => actor)).toEqual(['ann', 'ann']);
  });

  it('when its end was concluded from absence, whoever ended it says so, and nobody else', async () => {
    const absent: Fact = { ...gone(), assumed: true };
    expect(await record(seen('10', 'web:1', 1), absent, absent, gone('12'))).toEqual([
      'recorded',
      'recorded',
      'known',
      'known',
    ]);
    expect(await record(audited(gone()))).toEqual(['recorded']);
    expect((await log()).slice(1)).toEqual([
      ['rollbook:unknown', 'DeploymentDeleted', 'deleted; nobody saw by whom'],
      ['ann', 'EarlierStateLearned', 'deleted (Background)'],
    ]);
  });
});

describe('an undo that was asked for here', () => {
  const request = async () => {
    await record(audited(seen('10', 'web:1', 1)), audited(seen('12', 'web:2', 2)));
    const [made] = await store.readLog(0n, 1); // with its defaults
    const wanted = { template: made?.events[0]?.template, annotations: {} };
    const restoredFrom = { uid: 'u', revision: 1, change: '1' };
    return append('ClusterUndoRequested', { restoredFrom, wanted, generation: 2 });
  };
  const append = async (type: string, payload: Payload) => {
    const { streamPosition: expected = 0 } = (await store.readLog(0n, 99)).at(-1)?.events.at(-1) ?? {};
    const { change } = await store.append({
      ...{ stream: PLACE, expected, actor: { subject: 'eve', groups: [] }, source: 'graphql', provenance: {} },
      ...{ cause: 'bad', summary: 'asked', occurredAt: 13_000, events: [{ type, schemaVersion: 1, payload }] },
    });
    return String(change);
  };
  const undone = (version: string, change: string) =>
    seen(version, 'web:1', 3, { annotations: { 'rollbook/undo-request': change } });
  const last = async () => {
    const [change] = (await store.readLog(0n, 99)).slice(-1);
    return [change?.actor.subject, change?.cause, change?.events[0]?.type];
  };

  it('when the audit log tells of it, is theirs who asked', async () => {
    await record(audited(undone('20', await request()), 'agent'));
    expect(await last()).toEqual(['eve', 'bad', 'RolloutUndone']);
    expect((await log()).at(-1)?.[2]).toMatch(/^undone to revision 1/);
  });

  const answer = (asked: string) =>
    append('ClusterUndoAnswered', { request: asked, outcome: 'applied', message: 'done', resourceVersion: '20' });

  it('when a list saw it at a later version than the agent left, is theirs who asked, once', async () => {
    const asked = await request();
    await answer(asked);
    expect(await record(undone('30', asked), audited(undone('20', asked), 'agent'))).toEqual(['recorded', 'known']);
    expect(await last()).toEqual(['eve', 'bad', 'RolloutUndone']);
  });

  it('when a newer one is known, is theirs who asked by the version that the agent left, and no other write is', async () => {
    const asked = await request();
    await answer(asked);
    const { metadata } = undone('40', asked).object ?? {};
    await record(audited(seen('40', 'web:3', 4, metadata as JsonObject), 'bob'), audited(undone('20', asked), 'agent'));
    expect(await last()).toEqual(['eve', 'bad', 'EarlierStateLearned']);
    await record(audited(undone('50', asked), 'bob'));
    expect((await last())[0]).toBe('bob');
  });
});

it('when a uid comes under another name, it is refused', async () => {
  await record(seen('10', 'web:1', 1));
  await expect(record({ ...seen('12', 'web:2', 2), name: 'api' })).rejects.toThrow(
    'metadata.uid must be another than u, which is that of shop/web, for shop/api',
  );
});
