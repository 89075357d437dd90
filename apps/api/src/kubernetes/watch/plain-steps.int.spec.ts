import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StreamKind } from '#libs/event-store';
import type { ObjectEvent } from '#libs/history';
import { openWatchReads } from '#libs/postgres';
import { change } from '../../../../../test/contract/event-store.contract.js';
import { START } from '../../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import type { StreamPlace } from './step.js';
import { ViewsWorld } from './views-world.js';

let database: ViewWorld;
let world: ViewsWorld;

beforeEach(async () => {
  database = await openViewWorld();
  world = new ViewsWorld({
    reads: openWatchReads(database.pool),
    store: database.log,
    waitForView: () => Promise.resolve('timedOut'),
    now: () => new Date(START),
  });
});
afterEach(() => database.close());

const at = (second: number): number => START + second * 1000;

const pod: ObjectEvent = {
  type: 'ObjectWritten',
  schemaVersion: 1,
  payload: {
    object: {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name: 'one', namespace: 'shop', creationTimestamp: new Date(START).toISOString() },
      spec: { nodeName: 'node-1', containers: [{ name: 'one', image: 'busybox' }], terminationGracePeriodSeconds: 30 },
    },
    podLife: { startSeconds: 3, terminationSeconds: 2, neverReady: false },
  },
};
const namespace: ObjectEvent = {
  type: 'ObjectWritten',
  schemaVersion: 1,
  payload: { object: { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'one' }, status: { phase: 'Active' } } },
};
const deleted = (endingSeconds: number): ObjectEvent => ({
  type: 'ObjectDeleted',
  schemaVersion: 1,
  payload: { endingSeconds },
});

/** What was done to one object, each after so many seconds. */
async function given(kind: StreamKind, ...told: readonly (readonly [number, ObjectEvent])[]): Promise<StreamPlace> {
  const place = { cluster: 'default', namespace: 'shop', name: 'one' };
  let streamId = 0;
  for (const [index, [second, event]] of told.entries()) {
    const appended = await database.log.append(
      change({
        stream: { ...place, kind, uid: 'uid-1' },
        expected: index === 0 ? 'none' : index,
        ends: event.type === 'ObjectDeleted',
        occurredAt: at(second),
        events: [event],
      }),
    );
    streamId = appended.stream.id;
  }
  return { ...place, streamId };
}

/** `3 MODIFIED Running`, of a window. */
async function lived(resource: string, stream: StreamPlace, [from, upTo]: readonly [number, number]) {
  const window = { stream, resources: [resource], after: at(from) };
  const { steps } = await world.readSteps([window], { position: 100n, at: at(upTo) });
  return steps.map(({ at: moment, before, after }) => {
    const type = before === undefined ? 'ADDED' : after === undefined ? 'DELETED' : 'MODIFIED';
    const object = (after ?? before)!;
    const { phase } = object.status as { phase?: string };
    const node = (object.spec as { nodeName?: string } | undefined)?.nodeName ?? '-';
    const grace = object.metadata.deletionGracePeriodSeconds;
    const pod = resource === 'pods' ? ` ${node} ${typeof grace === 'number' ? grace : ''}` : '';
    return `${(moment - START) / 1000} ${type} ${phase}${pod}`.trim();
  });
}

describe('the steps of a bare Pod', () => {
  it('are those of its life: it comes, is bound, runs, is told to go, and goes', async () => {
    const stream = await given('Pod', [0, pod], [10, deleted(2)]);
    expect(await lived('pods', stream, [-1, 20])).toEqual([
      '0 ADDED Pending -',
      '0 MODIFIED Pending node-1',
      '3 MODIFIED Running node-1',
      '10 MODIFIED Running node-1 30',
      '12 MODIFIED Running node-1 0',
      '12 DELETED Running node-1 0',
    ]);
    expect(await lived('pods', stream, [4, 11])).toEqual(['10 MODIFIED Running node-1 30']);
    expect(await lived('pods', stream, [-2, -1])).toEqual([]);
    expect(await lived('services', stream, [-1, 20])).toEqual([]);
  });

  it('when it is to go at once, is only gone', async () => {
    const stream = await given('Pod', [0, pod], [1, deleted(0)]);
    expect(await lived('pods', stream, [0, 20])).toEqual(['1 DELETED Pending node-1']);
  });
});

describe('the steps of a Namespace', () => {
  it('are that it is ending, and that it is gone when its time is over', async () => {
    const stream = await given('Namespace', [0, namespace], [5, deleted(4)]);
    expect(await lived('namespaces', stream, [-1, 20])).toEqual([
      '0 ADDED Active',
      '5 MODIFIED Terminating',
      '9 DELETED Terminating',
    ]);
    expect(await lived('pods', stream, [-1, 20])).toEqual([]);
  });
});

describe('what is kept as it is written', () => {
  it('is on its way until it has started, and until it is gone', async () => {
    const { streamId } = await given('Pod', [0, pod], [10, deleted(2)]);
    const scope = { resource: 'pods', cluster: 'default' };
    const moments = [-1, 2.9, 3, 11.9, 12];
    const next = await Promise.all(
      moments.map(async (second) => {
        const [unsettled] = await world.unsettledStreams(scope, at(second));
        const due = (await world.nextMoments([streamId], at(second))).get(streamId);
        return [unsettled?.streamId, due && (due - START) / 1000];
      }),
    );
    expect(next).toEqual([
      [streamId, 3],
      [streamId, 3],
      [streamId, 12],
      [streamId, 12],
      [undefined, undefined],
    ]);
    expect(await world.unsettledStreams({ ...scope, namespace: 'bank' }, at(0))).toEqual([]);
    expect(await world.unsettledStreams({ ...scope, resource: 'services' }, at(0))).toEqual([]);
  });
});
