import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#libs/event-store';
import { findKnown } from '#libs/ingest';
import { parseWatchBatch, type Sighting } from '#libs/sighting';
import { SEALING } from '../../../../test/support/sealing.js';
import { takeBatch } from './take-batch.js';

const NOW = Date.parse('2026-03-01T10:00:00Z');

type Ports = Parameters<typeof takeBatch>[0];
type Coverage = Parameters<Ports['clusters']['growCoverage']>[0];

let store: InMemoryEventStore;
let covered: Coverage[];
let audited: Date | undefined;
let held: unknown[];

beforeEach(() => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  store = new InMemoryEventStore({ sha256, now: () => NOW, sealing: SEALING });
  covered = [];
  audited = undefined;
  held = [];
});

const changes = async () => store.readLog(0n, 100);

function ports(): Ports {
  const clusters = {
    growCoverage: async (coverage: Coverage) => void covered.push(coverage),
    isAudited: async (_cluster: string, since: Date) => audited !== undefined && audited >= since,
    watchedUntil: async () => covered.at(-1)?.until,
    unknownUids: async () => [],
    livingDeploymentsBut: async ({ uids }: { uids: readonly string[] }) => {
      const streams = new Map((await changes()).map(({ stream }) => [stream.uid, stream]));
      const absent = [...streams.values()].filter(({ uid, endedAt }) => endedAt === undefined && !uids.includes(uid));
      return absent.map(({ id, namespace, name, uid }) => ({ streamId: id, namespace, name, uid }));
    },
  };
  const settings = { podLives: async () => [], clusterRelease: async () => undefined };
  const inbox = { hold: async (facts: object, milliseconds: number) => void held.push({ facts, milliseconds }) };
  const now = () => new Date(NOW);
  return { store, settings, ring: async () => undefined, clusters, inbox, now } as unknown as Ports;
}

const web = (uid: string, version: string, image: string, { generation = 1, name = 'web' } = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'shop', name, uid, resourceVersion: version, generation },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } },
  },
});

const watched = (object: object): object => ({ kind: 'Deployment', seenAt: NOW, how: 'watched', object });
const found = (object: object): object => ({ kind: 'Deployment', seenAt: NOW, how: 'listed', object });
const gone = (object: object): object => ({ kind: 'DeploymentGone', seenAt: NOW, object });
const listed = (resourceVersion: string, ...uids: string[]): object =>
  ({ kind: 'DeploymentsListed', seenAt: NOW, resourceVersion, uids }) satisfies Sighting;

const pods = (
  uid: string,
  after: number,
  { ready = 0, waiting = 1, restarts = 0, message = 'Back-off' } = {},
): object => ({
  ...{ kind: 'PodsSeen', seenAt: NOW + after, object: { metadata: { namespace: 'shop', name: 'web', uid } } },
  replicaSets: [
    {
      ...{ name: 'web-1', pods: 1, ready, terminating: 0, restarts },
      waiting: waiting === 0 ? [] : [{ reason: 'ImagePullBackOff', message, container: 'app', pods: waiting }],
    },
  ],
});

const take = (sightings: readonly object[], live?: object) =>
  takeBatch(ports(), 'prod', parseWatchBatch({ agent: 'a', sightings, ...(live && { live }) }));

const GONE = 'deleted; nobody saw by whom';

const told = async () =>
  (await changes()).map(({ stream, summary, events }) => {
    const observed = events.find(({ type }) => type === 'WriteObserved')?.payload ?? {};
    return [stream.uid, summary, observed.resourceVersion, observed.notBefore, observed.missedGenerations];
  });

describe('takeBatch', () => {
  it('when the same is told twice, it is recorded once', async () => {
    const sightings = [watched(web('u', '10', 'web:1')), watched(web('u', '12', 'web:2', { generation: 2 }))];
    await take(sightings);
    await take(sightings);
    expect(await told()).toEqual([
      ['u', 'created: app web:1, 1 replica', '10', undefined, undefined],
      ['u', 'image of app: web:1 -> web:2', '12', undefined, undefined],
    ]);
  });

  it('when a list finds what is newer, that happened since the cluster was watched, and the missed are counted', async () => {
    await take([watched(web('u', '10', 'web:1'))], { since: NOW - 9000, until: NOW - 5000 });
    await take([found(web('u', '30', 'web:4', { generation: 4 })), listed('31', 'u')]);
    expect((await told())[1]).toEqual(['u', 'image of app: web:1 -> web:4', '30', '2026-03-01T09:59:55.000Z', 2]);
  });

  it('when something older than what is known comes, it says what was then, and changes nothing of what is now', async () => {
    await take([watched(web('u', '10', 'web:1')), watched(web('u', '14', 'web:2', { generation: 3 }))]);
    await take([
      watched(web('u', '12', 'web:7', { generation: 2 })),
      found(web('u', '13', 'web:7', { generation: 2 })),
    ]);
    expect((await told()).slice(2).map(([, summary]) => summary)).toEqual(['image of app: web:1 -> web:7']);
    const known = await findKnown(store, { cluster: 'prod', uid: 'u' });
    expect(known?.state.deployment.spec.template.spec).toMatchObject({ containers: [{ image: 'web:2' }] });
  });

  it('when what was seen first is seen again at an older version, it is known', async () => {
    await take([found(web('u', '30', 'web:4', { generation: 4 }))]);
    await take([found(web('u', '28', 'web:4', { generation: 4 }))]);
    expect(await told()).toHaveLength(1);
    await take([found(web('u', '20', 'web:3', { generation: 3 }))]);
    expect((await told()).at(-1)?.[1]).toBe('changed; what it was before was not seen');
  });

  it('when a list does not have it, it is gone, but for what is younger than the list', async () => {
    await take([watched(web('u', '10', 'web:1')), watched(web('v', '20', 'web:1', { name: 'api' }))]);
    await take([listed('15')]);
    await take([listed('16')]);
    expect((await told()).slice(2)).toEqual([['u', GONE, undefined, undefined, undefined]]);
  });

  it('when a name is given again, its first bearer is gone, whether that was told or not', async () => {
    await take([watched(web('u', '10', 'web:1')), watched(web('v', '20', 'web:1')), gone(web('u', '15', 'web:1'))]);
    await take([gone(web('v', '30', 'web:1')), watched(web('w', '40', 'web:1'))]);
    expect((await told()).map(([uid, summary]) => [uid, summary])).toEqual([
      ['u', 'created: app web:1, 1 replica'],
      ['u', GONE],
      ['v', 'created: app web:1, 1 replica'],
      ['v', 'deleted (Background)'],
      ['w', 'created: app web:1, 1 replica'],
    ]);
  });

  it('when something is no Deployment, it is passed over with the reason, and the rest is recorded', async () => {
    const broken = { ...web('b', '5', 'web:1', { name: 'broken' }), spec: { replicas: 'many' } };
    expect((await take([watched(broken), watched(web('u', '10', 'web:1'))])).passedOver).toEqual([
      { namespace: 'shop', name: 'broken', uid: 'b', reason: expect.stringContaining('replicas') as unknown },
    ]);
    expect(await told()).toHaveLength(1);
  });

  it('when a uid comes under another name, it is refused', async () => {
    await take([watched(web('u', '10', 'web:1'))]);
    await expect(take([watched(web('u', '12', 'web:2', { generation: 2, name: 'api' }))])).rejects.toThrow(
      'metadata.uid must be another than u, which is that of shop/web, for shop/api',
    );
  });

  it('when pods are something else than before, that is recorded, and the spec is what it was', async () => {
    await take([
      watched(web('u', '10', 'web:1')),
      pods('u', 1),
      pods('u', 2, { restarts: 7, message: 'back-off 40s' }),
    ]);
    await take([pods('u', 3, { ready: 1, waiting: 0 }), pods('u', 3, { ready: 1, waiting: 0 })]);
    expect((await changes()).map(({ summary, source, occurredAt }) => [summary, source, occurredAt - NOW])).toEqual([
      ['created: app web:1, 1 replica', 'watch', 0],
      ['pods seen: web-1 0/1 ready, 1 waiting: ImagePullBackOff', 'watch', 1],
      ['pods seen: web-1 1/1 ready', 'watch', 3],
    ]);
    const known = await findKnown(store, { cluster: 'prod', uid: 'u' });
    expect(known?.state.observed).toMatchObject({ newest: '10', generation: 1 });
    await take([watched(web('u', '12', 'web:2', { generation: 2 }))]);
    expect((await told()).at(-1)?.[1]).toBe('image of app: web:1 -> web:2');
  });

  it('when pods are told late, or of one that is gone, nothing is recorded', async () => {
    await take([watched(web('u', '10', 'web:1')), pods('u', 5), pods('u', 4, { ready: 1, waiting: 0 })]);
    await take([gone(web('u', '15', 'web:1'))]);
    expect(await take([pods('u', 9, { ready: 1, waiting: 0 })])).toEqual({ passedOver: [], unknown: [] });
    expect(await told()).toHaveLength(3);
  });

  it('when pods are of a Deployment that the log does not know, it is answered so, and they can be told again', async () => {
    expect(await take([pods('u', 1)])).toEqual({ passedOver: [], unknown: ['u'] });
    expect(await take([pods('u', 1), watched(web('u', '10', 'web:1'))])).toEqual({ passedOver: [], unknown: [] });
    expect(await told()).toHaveLength(2);
  });

  it('when the agent was there, that is kept', async () => {
    await take([], { since: NOW - 9000, until: NOW });
    const moments = { since: new Date(NOW - 9000), until: new Date(NOW) };
    expect(covered).toEqual([{ cluster: 'prod', source: 'watch', namespaces: [], ...moments }]);
  });

  it('when an audit webhook is live, what is seen happening waits for who did it, and what a list finds does not', async () => {
    audited = new Date(NOW - 120_000);
    await take([found(web('u', '10', 'web:1')), watched(web('v', '11', 'web:1', { name: 'api' }))]);
    expect((await told()).map(([uid]) => uid)).toEqual(['u']);
    const digest: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
    const body: unknown = expect.stringContaining('"key":"seen:prod/v/11"');
    expect(held).toEqual([
      {
        milliseconds: 45_000,
        facts: [{ cluster: 'prod', namespace: 'shop', name: 'api', digest, body, version: '11' }],
      },
    ]);
    audited = new Date(NOW - 120_001);
    await take([watched(web('v', '11', 'web:1', { name: 'api' }))]);
    expect((await told()).map(([uid]) => uid)).toEqual(['u', 'v']);
  });
});
