import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision, DeploymentEvent } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { openReads, openWatchReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { change } from '../../../../test/contract/event-store.contract.js';
import { after, appendTold, created, deleted, image, START, type Told } from '../../../../test/support/history.js';
import { listed } from '../../../../test/support/listed-objects.js';
import { openViewWorld, type ViewWorld } from '../../../../test/support/view-world.js';
import type { KubernetesPorts } from '../kubernetes/kubernetes-request.js';
import type { ListSource } from '../kubernetes/list/list-source.js';
import { PODS } from '../kubernetes/read/pods.js';
import { REPLICA_SETS } from '../kubernetes/read/replica-sets.js';
import { ViewsWorld } from '../kubernetes/watch/views-world.js';
import { withTakenOver } from './take-over.js';

const PLACE = { cluster: 'default', namespace: 'shop', name: 'web' };
const [WEB1, WEB2] = ['web-78c95bb4f', 'web-85d779f75d'];

let world: ViewWorld;
let ports: KubernetesPorts;
let decision: Decision;

const at = (seconds: number) => new Date(START + seconds * 1000);

async function decided(seconds: number, creation: DeploymentEvent): Promise<Decision> {
  return withTakenOver({ events: [creation], summary: 'created' }, { place: PLACE, at: at(seconds) }, ports);
}

async function tell(uid: string, ...told: readonly Told[]): Promise<void> {
  await catchUp(world.ports, await appendTold(world.log, told, { uid }));
}

// uid-1 leaves two ReplicaSets and, of its last rollout, pods that are not ready yet; uid-2 takes them over.
beforeAll(async () => {
  world = await openViewWorld();
  const { pool, log: store, views } = world;
  ports = { store, views, reads: openReads(pool), extras: false } as unknown as KubernetesPorts;
  await tell(
    'uid-1',
    after(0, created('web:1', { replicas: 2 })),
    after(99, image('web:2')),
    after(100, deleted('Orphan')),
  );
  decision = await decided(101, created('web:2', { replicas: 2 }));
  const [first, ...others] = decision.events;
  await tell('uid-2', after(101, first!, ...others));
});
afterAll(() => world.close());

async function shown<Facts>(source: ListSource<Facts>, seconds: number): Promise<readonly JsonObject[]> {
  return (await listed(source, ports, { seconds })).map(({ metadata }) => objectOf(metadata));
}

const owners = ({ name, ownerReferences }: JsonObject) => [
  name,
  objectOf((ownerReferences as JsonObject[] | undefined)?.[0]).uid,
];

describe('a Deployment that is made again after its pods were left alone', () => {
  it('says in its creation what it takes over', () => {
    expect(decision.events.map(({ type }) => type)).toEqual([
      'DeploymentCreated',
      'ReplicaSetAdopted',
      'ReplicaSetAdopted',
    ]);
    expect(decision.summary).toBe(`created; takes over ${WEB1}, ${WEB2}`);
  });

  it('owns its ReplicaSets from then on, each shown once, with uids and numbers as they were', async () => {
    const [before, then] = [await shown(REPLICA_SETS, 100), await shown(REPLICA_SETS, 101)];
    expect(before.map(owners)).toEqual([WEB1, WEB2].map((name) => [name, undefined]));
    expect(then.map(owners)).toEqual([WEB1, WEB2].map((name) => [name, 'uid-2']));
    expect(then.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    const numbers = then.map(({ annotations }) => objectOf(annotations)['deployment.kubernetes.io/revision']);
    expect(numbers).toEqual(['1', '2']);
  });

  it('has its pods, each once and the same as before', async () => {
    const [before, then] = [await shown(PODS, 100), await shown(PODS, 101)];
    const kept = ({ name, uid, creationTimestamp, ownerReferences }: JsonObject) => ({
      name,
      uid,
      creationTimestamp,
      ownerReferences,
    });
    expect(before.length).toBeGreaterThan(2);
    expect(then.filter(({ name }) => before.some((pod) => pod.name === name)).map(kept)).toEqual(before.map(kept));
  });

  it('is alone in showing them, in GraphQL and after they are gone', async () => {
    const { readReplicaSets, readPods } = ports.reads;
    const page = { at: at(200), limit: 100 };
    expect([...(await readReplicaSets([1], page)), ...(await readPods([1], page))]).toEqual([]);
    expect(await readReplicaSets([2], page)).toHaveLength(2);
    expect(await readReplicaSets([1], { at: at(100), limit: 100 })).toHaveLength(2);
  });

  it('is told to watches: its ReplicaSets change hands, its pods go on, and nothing is told twice', async () => {
    const views = new ViewsWorld({
      ...{ reads: openWatchReads(world.pool), store: world.log, now: () => at(0) },
      waitForView: () => Promise.resolve('timedOut'),
    });
    const told = async (streamId: number, resource: string, upTo: number): Promise<readonly string[]> => {
      const window = { stream: { ...PLACE, streamId }, resources: [resource], after: at(100).getTime() };
      const { steps } = await views.readSteps([window], { position: 100n, at: at(upTo).getTime() });
      return steps.map(({ before, after: now }) => {
        const type = before === undefined ? 'ADDED' : now === undefined ? 'DELETED' : 'MODIFIED';
        return `${type} ${(now ?? before)?.metadata.name ?? ''}`;
      });
    };
    expect([...(await told(2, 'replicasets.apps', 101))].sort()).toEqual([`MODIFIED ${WEB1}`, `MODIFIED ${WEB2}`]);
    expect((await told(2, 'pods', 101)).filter((line) => line.startsWith('DELETED'))).toEqual([]);
    expect(await told(1, 'pods', 300)).toEqual([]);
    expect(await told(1, 'replicasets.apps', 300)).toEqual([]);
  });

  it('when it is gone too, has left nothing to the next one', async () => {
    await tell('uid-2', after(400, deleted()));
    const creation = created('web:2');
    expect((await decided(500, creation)).events).toEqual([creation]);
    expect([...(await shown(REPLICA_SETS, 500)), ...(await shown(PODS, 500))]).toEqual([]);
  });
});

it('what was left in a namespace is gone with it, and nobody takes it over', async () => {
  const creation = created('web:2');
  await tell('uid-3', after(600, creation), after(700, deleted('Orphan')));
  expect((await decided(800, creation)).events).toHaveLength(2);
  const stream = { kind: 'Namespace', cluster: 'default', namespace: 'shop', name: 'shop', uid: 'uid-shop' } as const;
  const written = { type: 'ObjectWritten', schemaVersion: 1, payload: { object: { kind: 'Namespace' } } };
  const gone = { type: 'ObjectDeleted', schemaVersion: 1, payload: { endingSeconds: 0 } };
  const told = { stream, expected: 'none', ends: true, occurredAt: at(900).getTime() } as const;
  await world.log.append(change({ ...told, events: [written, gone] }));
  expect(await shown(REPLICA_SETS, 899)).toHaveLength(1);
  expect([...(await shown(REPLICA_SETS, 900)), ...(await shown(PODS, 900))]).toEqual([]);
  expect((await decided(900, creation)).events).toEqual([creation]);
});

it('what is no creation is as it was', async () => {
  const same: Decision = { events: [image('web:3')], summary: 'image' };
  expect(await withTakenOver(same, { place: PLACE, at: at(101) }, ports)).toBe(same);
});
