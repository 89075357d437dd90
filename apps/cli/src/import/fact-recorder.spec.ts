import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore, RecordedChange } from '#libs/event-store';
import { afterChange, type DeploymentEvent, parseEvent, storableEvent, toldHistory } from '#libs/history';
import { type Fact, writeKey } from '#libs/ingest';
import { created, image, inMemoryLog } from '../../../../test/support/history.js';
import { FactRecorder } from './fact-recorder.js';

const PLACE = { cluster: 'prod', namespace: 'shop', name: 'web' };
const ADA = { subject: 'Ada <>', groups: ['system:unauthenticated'] };
const CREATED = 'created: web v1, 3 replicas';

let store: EventStore;
beforeEach(() => {
  store = inMemoryLog();
});

function stored(version: string, { app = 'web', replicas = 3 } = {}) {
  const labels = { app };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: version }] } };
  return { metadata: PLACE, spec: { replicas, selector: { matchLabels: labels }, template } };
}

/** A commit, at a second, and what it left of the Deployment. */
function commit(at: number, version: string, { uid = 'git-1', app = 'web' } = {}): Fact {
  const verb = at === 1 ? 'created' : 'changed';
  return {
    ...{ ...PLACE, uid, byName: true, source: 'import', verb, occurredAt: at * 1000, actor: ADA, provenance: {} },
    ...{ key: `git:${at} ${version} ${uid}`, object: stored(version, { app }) },
  };
}

function removed(at: number): Fact {
  const { object: _, ...fact } = commit(at, 'gone');
  return { ...fact, verb: 'deleted' };
}

const recreated = (at: number, version: string): Fact => ({
  ...commit(at, version, { uid: 'git-2' }),
  verb: 'created',
});

/** What an audit log tells of that second. */
function audited(at: number, version: string): Fact {
  const [uid, resourceVersion] = ['in-cluster', String(at * 10)];
  const object = stored(version, { replicas: 5 });
  return {
    ...{
      ...PLACE,
      uid,
      source: 'import',
      verb: at === 10 ? 'created' : 'changed',
      occurredAt: at * 1000,
      provenance: {},
    },
    ...{
      actor: { subject: 'ann', groups: [] },
      resourceVersion,
      key: writeKey({ ...PLACE, uid }, resourceVersion),
      object,
    },
  };
}

/** What somebody does through GraphQL. */
async function done(at: number, event: DeploymentEvent, ends = false): Promise<void> {
  const stream = await store.findStream('prod', 'shop', 'web');
  const newest = stream && (await store.readStream(stream.id, 0, 99)).at(-1)?.events.at(-1);
  await store.append({
    stream: { ...PLACE, uid: stream?.uid ?? 'ours' },
    ...{ expected: newest?.streamPosition ?? 'none', events: [storableEvent(event)], ends },
    ...{
      actor: { subject: 'eve', groups: [] },
      source: 'graphql',
      provenance: {},
      summary: 'done',
      occurredAt: at * 1000,
    },
  });
}

/** What the report says of each fact, a change by its summary. */
async function record(facts: readonly Fact[], log = store): Promise<readonly string[]> {
  const said: string[] = [];
  const recorder = new FactRecorder({
    pass: ({ what }) => said.push(what),
    log: {
      store: log,
      contextOf: () => Promise.resolve({ release: '1.36', podLifeRules: [] }),
      livingIn: () => Promise.resolve([]),
      recordAttempts: () => Promise.resolve(0),
    },
  });
  for (const fact of facts) await recorder.take(fact, 'here');
  await recorder.end();
  return said;
}

/** Each incarnation as it went, by seconds: whether it was told late, and how it was then. */
async function lives(): Promise<Readonly<Record<string, readonly string[]>>> {
  const changes = await store.readLog(0n, 99);
  const uids = [...new Set(changes.map(({ stream }) => stream.uid))];
  return Object.fromEntries(uids.map((uid) => [uid, lived(changes.filter(({ stream }) => stream.uid === uid))]));
}

function lived(changes: readonly RecordedChange[]): readonly string[] {
  let state: ReturnType<typeof afterChange>;
  return toldHistory(changes).map(({ occurredAt, events }) => {
    state = afterChange(
      state,
      events.map((event) => parseEvent(event)),
    );
    const { replicas, template } = state?.deployment.spec ?? {};
    const late = events.some(({ type }) => type === 'EarlierStateLearned') ? ' late' : '';
    const is = state?.deleted ? 'deleted' : `${template?.spec.containers[0]?.image} x${replicas}`;
    return `${occurredAt / 1000}${late}: ${is}`;
  });
}

type Expected = Readonly<{ said: readonly string[]; lives: Awaited<ReturnType<typeof lives>> }>;

const before =
  (...facts: Fact[]) =>
  () =>
    record(facts);

describe('commits', () => {
  it.each<[string, () => Promise<unknown>, readonly Fact[], Expected]>([
    [
      'nothing is there, are changes',
      before(),
      [commit(1, 'v1'), commit(2, 'v2'), removed(3), recreated(3, 'v3')],
      {
        said: ['Taken', 'Taken', 'Taken', 'Taken'],
        lives: { 'git-1': ['1: v1 x3', '2: v2 x3', '3: deleted'], 'git-2': ['3: v3 x3'] },
      },
    ],
    [
      'some are there, go on',
      before(commit(1, 'v1'), commit(2, 'v2')),
      [commit(1, 'v1'), commit(2, 'v2'), commit(3, 'v2'), commit(4, 'v4')],
      {
        said: ['RecordedBefore', 'RecordedBefore', 'NoDifference', 'Taken'],
        lives: { 'git-1': ['1: v1 x3', '2: v2 x3', '4: v4 x3'] },
      },
    ],
    [
      'later ones are there, say what was then',
      before(commit(1, 'v1'), commit(5, 'v5')),
      [commit(2, 'v2'), removed(3), recreated(4, 'v4'), commit(6, 'v6')],
      {
        said: ['Taken', 'LivedOn', 'Taken', 'Taken'],
        lives: { 'git-1': ['1: v1 x3', '2 late: v2 x3', '4 late: v4 x3', '5: v5 x3', '6: v6 x3'] },
      },
    ],
    [
      'only the end of history was there, say how it began',
      before(commit(4, 'v4'), commit(5, 'v5')),
      [commit(1, 'v1'), commit(2, 'v2'), commit(4, 'v4'), commit(5, 'v5')],
      {
        said: ['Taken', 'Taken', 'RecordedBefore', 'RecordedBefore'],
        lives: { 'git-1': ['1 late: v1 x3', '2 late: v2 x3', '4: v4 x3', '5: v5 x3'] },
      },
    ],
    [
      'they are older than a Deployment that was made here, are a life before it',
      () => done(10, created('v9')),
      [commit(1, 'v1'), commit(2, 'v2')],
      {
        said: ['Taken', 'Taken', 'Taken'],
        lives: { ours: ['10: v9 x3'], 'git-1': ['1: v1 x3', '2 late: v2 x3', '10: deleted'] },
      },
    ],
    [
      'they are older than a Deployment of a cluster, are a life before it, with its end',
      before(audited(10, 'v9')),
      [commit(1, 'v1'), commit(2, 'v2'), removed(3)],
      {
        said: ['Taken', 'Taken', 'Taken', 'Taken'],
        lives: { 'in-cluster': ['10: v9 x5'], 'git-1': ['1: v1 x3', '2 late: v2 x3', '3: deleted'] },
      },
    ],
    [
      'they came between two changes that were made here, are what was then, and nothing of what is now',
      async () => {
        await done(10, created('v9', { replicas: 7 }));
        await done(30, image('v30'));
      },
      [commit(20, 'v20'), removed(25), commit(28, 'v28', { uid: 'git-2', app: 'other' })],
      { said: ['Taken', 'LivedOn', 'Refused'], lives: { ours: ['10: v9 x7', '20 late: v20 x3', '30: v30 x7'] } },
    ],
    [
      'they came between a commit and a change that was made here, are what was then',
      async () => {
        await record([commit(1, 'v1')]);
        await done(10, image('v10'));
      },
      [commit(5, 'v5'), commit(11, 'v11')],
      { said: ['Taken', 'Taken'], lives: { 'git-1': ['1: v1 x3', '5 late: v5 x3', '10: v10 x3', '11: v11 x3'] } },
    ],
    [
      'an audit log tells of it too, are between what that tells; what is now is told by it alone',
      before(audited(10, 'v9'), audited(20, 'v20'), audited(30, 'v30')),
      [commit(15, 'v15'), commit(25, 'v25'), commit(35, 'v35')],
      {
        said: ['Taken', 'Taken', 'LivesElsewhere'],
        lives: { 'in-cluster': ['10: v9 x5', '15 late: v15 x3', '20: v20 x5', '25 late: v25 x3', '30: v30 x5'] },
      },
    ],
    [
      'an audit log tells later what was before the last of them, give way to what the cluster has',
      before(commit(1, 'v1'), commit(35, 'v35')),
      [audited(10, 'v10'), audited(20, 'v20')],
      {
        said: ['Taken', 'Taken'],
        lives: { 'git-1': ['1: v1 x3', '35: v35 x3', '10: deleted'], 'in-cluster': ['10: v10 x5', '20: v20 x5'] },
      },
    ],
    [
      'it was deleted here, are what was before, and another life after',
      async () => {
        await record([commit(1, 'v1')]);
        await done(
          10,
          { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy: 'Background' } },
          true,
        );
      },
      [commit(5, 'v5'), commit(11, 'v11'), recreated(12, 'v12')],
      {
        said: ['Taken', 'Ended', 'Taken'],
        lives: { 'git-1': ['1: v1 x3', '5 late: v5 x3', '10: deleted'], 'git-2': ['12: v12 x3'] },
      },
    ],
  ])('when %s', async (_, prepare, facts, expected) => {
    await prepare();

    expect({ said: await record(facts), lives: await lives() }).toEqual(expected);
    const again = await record(facts);
    expect(again).toEqual(again.filter((what) => what !== 'Taken'));
    expect(await lives()).toEqual(expected.lives);
  });

  it('when somebody else writes meanwhile, are decided anew on what they left', async () => {
    await record([commit(1, 'v1')]);
    let written: Promise<unknown> | undefined;
    const overtaken = Object.create(store) as EventStore;
    overtaken.append = (change) => {
      written ??= record([commit(2, 'v2')]);
      const appended = written.then(() => store.append(change));
      written = appended.catch(() => undefined);
      return appended;
    };
    expect(await record([commit(3, 'v3'), commit(4, 'v4')], overtaken)).toEqual(['Taken', 'Taken']);
    expect((await store.readLog(0n, 99)).map(({ summary }) => summary)).toEqual([
      CREATED,
      'image of web: v1 -> v2',
      'image of web: v2 -> v3',
      'image of web: v3 -> v4',
    ]);
  });
});
