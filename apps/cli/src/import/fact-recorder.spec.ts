import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { EventStore } from '#libs/event-store';
import { readDeployment } from '#libs/kubernetes';
import { inMemoryLog } from '../../../../test/support/history.js';
import { FactRecorder } from './fact-recorder.js';
import type { ImportedFact } from './imported-fact.js';

const CREATED = 'created: app v1, 1 replica';
const created = fact(1, 'created', 'v1');

it.each<[string, readonly ImportedFact[], readonly ImportedFact[], readonly string[]]>([
  ['nothing is there', [], [created, fact(2, 'changed', 'v2')], [CREATED, 'image of app: v1 -> v2']],
  ['all is there', [created], [created], ['recordedBefore']],
  [
    'some is there',
    [created],
    [created, fact(2, 'deleted', 'v1'), fact(3, 'created', 'v1', { uid: 'second' })],
    ['recordedBefore', 'deleted', CREATED],
  ],
  [
    'something later is there',
    [created, fact(3, 'changed', 'v3')],
    [fact(2, 'changed', 'v2'), fact(4, 'changed', 'v4')],
    ['Late', 'image of app: v3 -> v4'],
  ],
  [
    'another has the name',
    [fact(1, 'created', 'v1', { uid: 'other' })],
    [fact(2, 'created', 'v2'), fact(3, 'deleted', 'v2')],
    ['LivesElsewhere', 'LivesElsewhere'],
  ],
  [
    'it was deleted',
    [created, fact(3, 'deleted', 'v1')],
    [fact(4, 'changed', 'v2'), fact(2, 'created', 'v2', { uid: 'second' })],
    ['Ended', 'Late'],
  ],
  ['it is so already', [created], [fact(2, 'changed', 'v1')], ['NoDifference']],
  ['its selector is another', [created], [fact(2, 'changed', 'v1', { app: 'other' })], ['Refused']],
])('when %s, each fact comes to what it must', async (_, before, facts, outcomes) => {
  const store = inMemoryLog();
  await record(store, before);

  expect(await record(store, facts)).toEqual(outcomes);
});

it('when somebody else writes meanwhile, it decides anew on what they left', async () => {
  const store = inMemoryLog();
  await record(store, [created]);
  const others = [fact(2, 'changed', 'v2')];
  const overtaken: EventStore = Object.assign(Object.create(store) as EventStore, {
    append: async (change: Parameters<EventStore['append']>[0]) => {
      await record(store, others.splice(0));
      return store.append(change);
    },
  });

  expect(await record(overtaken, [fact(3, 'changed', 'v3')])).toEqual(['image of app: v2 -> v3']);
});

function fact(
  at: number,
  verb: ImportedFact['verb'],
  image: string,
  { uid = 'first', app = 'web' }: Readonly<{ uid?: string; app?: string }> = {},
): ImportedFact {
  const labels = { app };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } };
  const metadata = { namespace: 'shop', name: 'web' };
  const spec = { selector: { matchLabels: labels }, template };
  const key = `${at} ${verb} ${image} ${uid}`;
  return {
    ...{ cluster: 'prod', ...metadata, uid, verb, occurredAt: at * 1000, found: 'here' },
    deployment: readDeployment({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec }, 'shop'),
    actor: { subject: 'Ada <>', groups: [] },
    provenance: {},
    idempotency: { key, request: createHash('sha256').update(key).digest('hex') },
  };
}

async function record(store: EventStore, facts: readonly ImportedFact[]): Promise<readonly string[]> {
  const outcomes: string[] = [];
  const contextOf = () => Promise.resolve({ release: '1.36', podLifeRules: [] });
  const recorder = new FactRecorder({
    store,
    contextOf,
    onOutcome: (_, outcome) => {
      outcomes.push(
        outcome.kind === 'taken' ? outcome.summary : outcome.kind === 'refused' ? outcome.reason : outcome.kind,
      );
    },
  });
  for (const one of facts) await recorder.take(one);
  await recorder.flush();
  return outcomes;
}
