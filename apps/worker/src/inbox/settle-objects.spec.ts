import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type EventStore, LogUnavailable } from '#libs/event-store';
import { type CollectionDeletion, type Fact, readCollectionFacts, recordFacts, type RecordPorts } from '#libs/ingest';
import type { OpenFact } from '#libs/postgres';
import { catchUp, InMemoryViewStore, orphansTaken } from '#libs/projections';
import { inMemoryLog } from '../../../../test/support/history.js';
import { settleObjects } from './settle-objects.js';

const ANN = { actor: { subject: 'ann', groups: [] }, provenance: {} };
const PLACE = { source: 'audit-webhook', cluster: 'prod', namespace: 'shop' } as const;

function fact(name: string, version: number, given: Partial<Fact> = {}): Fact {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image: `v${version}` }] } };
  const object = {
    metadata: { namespace: 'shop', name, labels },
    spec: { selector: { matchLabels: labels }, template },
  };
  return {
    ...{ ...PLACE, ...ANN, name, uid: name, verb: version === 1 ? 'created' : 'changed', object },
    ...{ resourceVersion: String(version), occurredAt: version * 1000, key: `${name}/${version}`, ...given },
  };
}

let ids = 0;
function open(told: Fact | CollectionDeletion | string, given: Partial<OpenFact> = {}): OpenFact {
  const name = typeof told === 'object' && 'name' in told ? told.name : '';
  const body = typeof told === 'string' ? told : JSON.stringify(told);
  return { id: String(++ids), ...PLACE, name, body, isDue: true, changedNothing: false, ...given };
}

function settling(store: EventStore) {
  const ports: RecordPorts = {
    store,
    contextOf: () => Promise.resolve({ release: '1.36', podLifeRules: [] }),
    restoredBy: () => Promise.resolve(undefined),
    orphansTaken,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
  const livingIn = async () => [...new Set((await store.readLog(0n, 100)).map(({ stream }) => stream.id))];
  const rung: number[] = [];
  const settle = async (...objects: readonly (readonly OpenFact[])[]) => {
    const settled = await settleObjects(
      {
        record: (facts) => recordFacts(ports, facts),
        factsOf: (collection) => readCollectionFacts({ store, livingIn }, collection),
        ring: async (streams) => void rung.push(...streams),
        log: { warn: () => undefined },
      },
      objects,
    );
    return settled.map(({ id, state, reason }) => [id, state, ...(reason === undefined ? [] : [reason])].join(' '));
  };
  return { settle, rung };
}

const collection = (given: Partial<CollectionDeletion> = {}): CollectionDeletion => ({
  ...{ ...PLACE, ...ANN, occurredAt: 5000, propagationPolicy: 'Background', ...given },
});

const summaries = async (log: EventStore) =>
  (await log.readLog(0n, 100)).map(({ stream, summary }) => `${stream.name}: ${summary}`);

describe('facts that are settled', () => {
  it('when one object cannot be read, are those of the others', async () => {
    ids = 0;
    const log = inMemoryLog();
    const { settle, rung } = settling(log);
    const broken = open('no JSON', { name: 'broken' });
    const refused = open(fact('api', 2, { object: { spec: 'none' } }));
    const settled = await settle([broken], [open(fact('api', 1)), refused], [open(fact('web', 1))]);

    expect(settled).toEqual([
      expect.stringMatching(/^1 set aside .*JSON/),
      '3 recorded',
      expect.stringMatching(/^2 set aside /),
      '4 recorded',
    ]);
    expect(rung.sort()).toEqual([1, 2]);
  });

  it('when a deletion names no object, it is of what is selected, was there by then, and nothing holds', async () => {
    ids = 0;
    const log = inMemoryLog();
    const { settle } = settling(log);
    const held = fact('held', 1);
    const finalizers = { ...held.object, metadata: { ...(held.object?.metadata as object), finalizers: ['x/y'] } };
    const told = [fact('web', 1), fact('api', 1), fact('new', 6), { ...held, object: finalizers }].map((one) => [
      open(one),
    ]);
    await settle([open(collection({ labelSelector: 'app notin (api)' }))], ...told);

    expect((await summaries(log)).filter((line) => line.includes('deleted'))).toEqual(['web: deleted (Background)']);
    expect(
      await settle(
        [open(collection({ onlyName: 'other' }))],
        [open(collection({ propagationPolicy: 'Orphan' }))],
        [open(collection({ labelSelector: '!!' }))],
        [open(collection(), { isDue: false })],
      ),
    ).toEqual([
      '6 nothing nothing is known that a deletecollection deleted at once',
      '7 nothing nothing is known that a deletecollection deleted at once',
      expect.stringMatching(/^8 set aside /),
    ]);
  });

  describe('of a Deployment that is made again', () => {
    const { resourceVersion: _, ...end } = fact('web', 3, { verb: 'deleted', key: 'web/deleted' });
    const orphaned = [fact('web', 1), fact('web', 2), { ...end, propagationPolicy: 'Orphan' as const }];
    const again = fact('web', 4, { uid: 'again', verb: 'created' });

    it.each([4, 1])(
      'when its ReplicaSets were left alone, take over what it selects, %d told at once',
      async (size) => {
        const log = inMemoryLog();
        const { settle } = settling(log);
        const facts = [...orphaned, again];
        for (let at = 0; at < facts.length; at += size)
          await settle(facts.slice(at, at + size).map((one) => open(one)));

        const [summary = ''] = (await summaries(log)).slice(-1);
        const names =
          /^web: created: app v4, 1 replica; takes over (web-\w+), (web-\w+)$/.exec(summary)?.slice(1) ?? [];
        const views = new InMemoryViewStore();
        await catchUp({ log, views }, 2);
        expect(views.viewsOf(2)?.deployment.adopted).toEqual(names.map((name) => `web/${name}`));
        expect(views.viewsOf(2)?.revisions.map(({ number }) => number)).toEqual([1, 2, 3]);
        expect(names).toHaveLength(2);
      },
    );

    const { resourceVersion: _version, ...revision } = again;
    it.each([
      ['its ReplicaSets were deleted with it', [...orphaned.slice(0, 2), end], again],
      ['its ReplicaSets tell its own past', orphaned, revision],
      ['its creation was not told', orphaned, { ...again, verb: 'seen' as const }],
    ])('when %s, take over nothing', async (_case, before, made) => {
      const log = inMemoryLog();
      await settling(log).settle([...before, made].map((one) => open(one)));
      expect((await summaries(log)).at(-1)).toBe('web: created: app v4, 1 replica');
    });
  });

  it('when the log cannot be reached, nothing is set aside', async () => {
    const log = inMemoryLog();
    log.append = () => Promise.reject(new LogUnavailable('it is away'));

    await expect(settling(log).settle([open(fact('web', 1))])).rejects.toThrow(LogUnavailable);
  });
});
