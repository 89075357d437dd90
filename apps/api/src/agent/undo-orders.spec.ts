import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#libs/event-store';
import { findKnown } from '#libs/ingest';
import type { UndoOrder } from '#libs/sighting';
import { SEALING } from '../../../../test/support/sealing.js';
import { takeBatch } from './take-batch.js';
import { recordUndoReport } from './record-undo-report.js';
import { takeUndoOrders } from './undo-orders.js';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const AGENT = { subject: 'agent', groups: [] };
const ANN = { subject: 'ann', groups: [] };

type Ports = Parameters<typeof takeBatch>[0] & Parameters<typeof takeUndoOrders>[0];

let store: InMemoryEventStore;
let claimed: string[];
let now: number;

beforeEach(() => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  store = new InMemoryEventStore({ sha256, now: () => now, sealing: SEALING });
  claimed = [];
  now = NOW;
});

const log = async () => store.readLog(0n, 100);
const has = (type: string) => async () =>
  (await log()).filter(({ events }) => events.some((event) => event.type === type));

function ports(): Ports {
  const clusters = {
    isAudited: async () => false,
    watchedUntil: async () => undefined,
    openUndoRequests: async () => {
      const answered = (await has('ClusterUndoAnswered')()).map(({ events }) => events[0]!.payload.request);
      const requests = (await has('ClusterUndoRequested')()).map(({ change, stream, recordedAt }) => {
        const { id: streamId, namespace, name, uid } = stream;
        const id = String(change);
        return {
          change: id,
          streamId,
          namespace,
          name,
          uid,
          recordedAt: new Date(recordedAt),
          claimed: claimed.includes(id),
        };
      });
      return requests.filter(({ change }) => !answered.includes(change));
    },
    claimUndo: async ({ change }: { change: string }) => !claimed.includes(change) && claimed.push(change) > 0,
  };
  const settings = { podLives: async () => [], clusterRelease: async () => undefined };
  return { store, settings, ring: async () => undefined, clusters, now: () => new Date(now) } as unknown as Ports;
}

const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image }] },
});

async function see(version: string, image: string, generation: number, annotations = {}): Promise<void> {
  const metadata = { namespace: 'shop', name: 'web', uid: 'u', resourceVersion: version, generation, annotations };
  const spec = { selector: { matchLabels: { app: 'web' } }, template: template(image) };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec };
  const sightings = [{ kind: 'Deployment', seenAt: NOW, how: 'watched', object }] as const;
  await takeBatch(ports(), 'prod', { agent: 'a', sightings });
}

/** The change that asks for `image` again, as the mutation records it. */
async function ask(): Promise<void> {
  const known = (await findKnown(store, { cluster: 'prod', uid: 'u' }))!;
  const restoredFrom = { uid: 'u', revision: 1, change: '1' };
  const wanted = { template: (await log())[0]!.events[0]!.template, annotations: {} };
  await store.append({
    stream: { cluster: 'prod', namespace: 'shop', name: 'web', uid: 'u' },
    expected: known.streamPosition,
    events: [{ type: 'ClusterUndoRequested', schemaVersion: 1, payload: { restoredFrom, wanted, generation: 2 } }],
    actor: ANN,
    source: 'graphql',
    provenance: {},
    cause: 'bad',
    summary: 'asked',
    occurredAt: NOW,
  });
}

type Asked = Readonly<{ scope?: 'all' | []; isGone?: boolean; namespaces?: readonly string[] }>;

const take = ({ scope = 'all', isGone = false, ...asked }: Asked = {}): Promise<readonly UndoOrder[]> =>
  takeUndoOrders(ports(), {
    ...{ cluster: 'prod', scope, actor: AGENT, agent: 'a', waitSeconds: 0, isGone: () => isGone },
    ...asked,
  });

const last = async () => {
  const { actor, summary, cause } = (await log()).at(-1)!;
  return [actor.subject, summary, cause];
};

describe('an undo in a cluster', () => {
  beforeEach(async () => {
    await see('10', 'web:1', 1);
    await see('12', 'web:2', 2);
    await ask();
  });

  it('when it is asked for, one agent has it, with what shall be', async () => {
    const [order, ...others] = await take();
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      name: 'web',
      uid: 'u',
      generation: 2,
      annotations: { 'rollbook/undo-request': order!.id },
    });
    expect(order!.template).toMatchObject({ spec: { containers: [{ image: 'web:1' }] } });
    expect(await take()).toEqual([]);
  });

  it('when the agent may not tell of the namespace, watches others or has hung up, it has none', async () => {
    expect(await take({ scope: [] })).toEqual([]);
    expect(await take({ namespaces: ['pay'] })).toEqual([]);
    expect(await take({ isGone: true })).toEqual([]);
    expect(claimed).toEqual([]);
    expect(await take({ namespaces: ['pay', 'shop'] })).toHaveLength(1);
  });

  it('when nobody took it in ten minutes, it is refused, and taken it is not', async () => {
    now = NOW + 600_000;
    expect(await take()).toHaveLength(1);
    claimed = [];
    now = NOW + 600_001;
    expect(await take()).toEqual([]);
    const refusal = 'undo refused: no agent of the cluster took it within 10 minutes';
    expect(await last()).toEqual(['agent', refusal, undefined]);
  });

  it('when it is reported twice, the first report counts', async () => {
    const [order] = await take();
    const report = {
      id: order!.id,
      outcome: 'applied',
      message: 'at resourceVersion 20',
      resourceVersion: '20',
    } as const;
    await recordUndoReport(ports(), { cluster: 'prod', scope: 'all', actor: AGENT, report });
    const other = { id: order!.id, outcome: 'conflict', message: 'late' } as const;
    await recordUndoReport(ports(), { cluster: 'prod', scope: 'all', actor: AGENT, report: other });
    expect(await last()).toEqual(['agent', 'undo applied in the cluster: at resourceVersion 20', undefined]);
  });

  it('when it is seen, it is theirs who asked; when its annotation comes back later, it is not', async () => {
    const [order] = await take();
    const mark = { 'rollbook/undo-request': order!.id };
    await see('20', 'web:1', 3, mark);
    const undone = 'undone to revision 1: annotation rollbook/undo-request added; image of app: web:2 -> web:1';
    expect(await last()).toEqual(['ann', undone, 'bad']);
    const report = { id: order!.id, outcome: 'applied', message: 'done', resourceVersion: '20' } as const;
    await recordUndoReport(ports(), { cluster: 'prod', scope: 'all', actor: AGENT, report });
    await see('30', 'web:2', 4);
    await see('40', 'web:1', 5, mark);
    expect((await last())[0]).toBe('rollbook:unknown');
  });

  it('when another template comes with its annotation, that is nobody’s', async () => {
    const [order] = await take();
    await see('20', 'web:7', 3, { 'rollbook/undo-request': order!.id });
    expect((await last())[0]).toBe('rollbook:unknown');
  });

  it.each([['1'], ['999']])('when what is reported is no undo of the cluster (%s), it is refused', async (id) => {
    const report = { id, outcome: 'applied', message: 'done' } as const;
    await expect(recordUndoReport(ports(), { cluster: 'prod', scope: 'all', actor: AGENT, report })).rejects.toThrow(
      `id must be that of a change that asked for an undo in prod, not ${id}`,
    );
  });
});
