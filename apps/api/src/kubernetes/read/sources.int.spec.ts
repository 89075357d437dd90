import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf, type Requirement } from '#libs/kubernetes';
import { openReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { after, appendTold, created, deleted, image, START } from '../../../../../test/support/history.js';
import { type Asked, listed, namesOf, queryOf } from '../../../../../test/support/listed-objects.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { ListSource } from '../list/list-source.js';
import { findDeploymentObject } from './get-deployment.js';
import { EVENTS } from './events.js';
import { DEPLOYMENTS } from './list-deployments.js';
import { PODS } from './pods.js';
import { REPLICA_SETS } from './replica-sets.js';

let world: ViewWorld;
let ports: KubernetesPorts;

const LONG = 'n'.repeat(60);
const NAMES = ['web', 'web-6', 'web-a', 'web-zz', LONG, `${LONG}a`, 'a', 'zebra'];

beforeAll(async () => {
  world = await openViewWorld();
  ports = { store: world.log, reads: openReads(world.pool), extras: true } as unknown as KubernetesPorts;
  for (const name of NAMES) {
    // The same template would give the ReplicaSets of both long names the same names.
    const app = name.endsWith('na') ? 'other' : 'web';
    const told = [after(0, created(`${app}:1`, { replicas: 2 })), after(20, image(`${app}:2`))];
    await catchUp(world.ports, await appendTold(world.log, told, { name, uid: `uid-${name}` }));
  }
  for (const policy of ['Foreground', 'Background', 'Orphan'] as const) {
    const told = [after(0, created('web:1', { replicas: 1 })), after(100, deleted(policy))];
    const name = `gone-${policy.toLowerCase()}`;
    await catchUp(world.ports, await appendTold(world.log, told, { name, uid: `uid-${name}` }));
  }
});
afterAll(() => world.close());

const all = <Facts>(source: ListSource<Facts>, limit: number, asked: Asked = {}): Promise<readonly JsonObject[]> =>
  listed(source, ports, { limit, seconds: 60, ...asked });

describe.each([
  { kind: 'ReplicaSets', source: REPLICA_SETS as ListSource<unknown>, count: 2 * 8 + 3 },
  { kind: 'pods', source: PODS as ListSource<unknown>, count: 2 * 8 + 3 },
  { kind: 'Events', source: EVENTS as ListSource<unknown>, count: undefined },
])('a list of $kind', ({ source, count }) => {
  it('is in byte order of names, each once', async () => {
    const names = namesOf(await all(source, 500));
    if (count !== undefined) expect(names).toHaveLength(count);
    expect(names.length).toBeGreaterThan(15);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it.each([1, 2, 5])('is the same in pages of %i', async (limit) => {
    expect(await all(source, limit)).toEqual(await all(source, 500));
  });

  it('has each of them by its name', async () => {
    for (const object of await all(source, 500)) {
      const name = objectOf(object.metadata).name as string;
      expect(await all(source, 1, { name })).toEqual([object]);
    }
    expect(await all(source, 1, { name: 'web-nothing' })).toEqual([]);
    expect(await all(source, 1, { name: `web${'-x'.repeat(8000)}` })).toEqual([]);
  });
});

describe('Deployments', () => {
  const shown = (seconds: number): Promise<readonly JsonObject[]> => all(DEPLOYMENTS, 500, { seconds });

  it('are in byte order, those that wait in the foreground included', async () => {
    expect(namesOf(await shown(60))).toEqual([...NAMES, 'gone-background', 'gone-foreground', 'gone-orphan'].sort());
    expect(namesOf(await shown(101))).toEqual([...NAMES, 'gone-foreground'].sort());
    expect(namesOf(await shown(110))).toEqual([...NAMES].sort());
  });

  it('of a name are found, until they are gone', async () => {
    const place = { cluster: 'default', namespace: 'shop', name: 'gone-foreground' };
    const at = (seconds: number) => findDeploymentObject(place, new Date(START + seconds * 1000), ports);
    expect(objectOf((await at(60))?.object.metadata).deletionTimestamp).toBeUndefined();
    expect((await at(101))?.object.metadata).toMatchObject({
      deletionTimestamp: '2026-11-21T10:01:40Z',
      deletionGracePeriodSeconds: 0,
      finalizers: ['foregroundDeletion'],
      generation: 2,
    });
    expect(await at(110)).toBeUndefined();
  });

  it('of a name are as the list has them', async () => {
    for (const seconds of [101, 110]) {
      const at = new Date(START + seconds * 1000);
      for (const object of await shown(seconds)) {
        const place = { cluster: 'default', namespace: 'shop', name: objectOf(object.metadata).name as string };
        expect((await findDeploymentObject(place, at, ports))?.object).toEqual(object);
      }
    }
  });

  it('of a page go on after a name', async () => {
    const page = queryOf({ seconds: 60, limit: 2 }, { namespace: 'shop', name: 'web' });
    expect((await DEPLOYMENTS.facts(page, ports)).map(({ name }) => name)).toEqual(['web-6', 'web-a']);
  });
});

describe('what a Deployment controls', () => {
  it('is left out when the selector of its Deployment asks for another label', async () => {
    const labels: readonly Requirement[] = [{ key: 'app', operator: '=', values: ['other'] }];
    expect(await all(PODS, 500, { labels })).toEqual([]);
    const own: readonly Requirement[] = [{ key: 'app', operator: '=', values: ['web'] }];
    expect(await all(PODS, 500, { labels: own })).toHaveLength(19);
  });

  it('has an owner that is there, or was', async () => {
    const sets = new Map((await all(REPLICA_SETS, 500)).map(({ metadata }) => [objectOf(metadata).name, metadata]));
    for (const pod of await all(PODS, 500)) {
      const [owner] = objectOf(pod.metadata).ownerReferences as readonly JsonObject[];
      expect(objectOf(sets.get(owner?.name)).uid).toBe(owner?.uid);
    }
  });

  it('goes with its Deployment, waits in its foreground, or stays', async () => {
    const left = async (seconds: number): Promise<readonly unknown[]> => {
      const gone = ({ metadata }: JsonObject): boolean => (objectOf(metadata).name as string).startsWith('gone');
      const sets = (await all(REPLICA_SETS, 500, { seconds })).filter(gone);
      const pods = (await all(PODS, 500, { seconds })).filter(gone);
      const shown = ({ metadata }: JsonObject) => {
        const { name, finalizers, ownerReferences, deletionTimestamp } = objectOf(metadata);
        return {
          name: (name as string).split('-')[1],
          finalizers,
          owned: ownerReferences !== undefined,
          deletionTimestamp,
        };
      };
      return [...sets, ...pods].map(shown).map((row) => JSON.parse(JSON.stringify(row)) as unknown);
    };
    const inMoment = { deletionTimestamp: '2026-11-21T10:01:40Z' };
    const inGrace = { deletionTimestamp: '2026-11-21T10:02:10Z' };
    expect(await left(101)).toEqual([
      { name: 'foreground', owned: true, finalizers: ['foregroundDeletion'], ...inMoment },
      { name: 'orphan', owned: false },
      { name: 'background', owned: true, ...inGrace },
      { name: 'foreground', owned: true, ...inGrace },
      { name: 'orphan', owned: true },
    ]);
    expect(await left(110)).toEqual([
      { name: 'orphan', owned: false },
      { name: 'orphan', owned: true },
    ]);
  });

  it('is told of alone where only that is asked for, and nothing of others is read', async () => {
    const about = async (name: string): Promise<readonly unknown[]> => {
      const events = await all(EVENTS, 500, { fieldSelector: `involvedObject.name=${name}` });
      return [...new Set(events.map(({ involvedObject }) => objectOf(involvedObject).name as string))].sort();
    };
    expect(await about('web-a')).toEqual(
      ['web', 'web-a'].flatMap((name) => [`${name}-78c95bb4f`, `${name}-85d779f75d`, name]).sort(),
    );
    expect(await about('nothing')).toEqual([]);
  });

  it('is told of for an hour', async () => {
    const reasons = async (seconds: number): Promise<number> => (await all(EVENTS, 500, { seconds })).length;
    expect(await reasons(101)).toBeGreaterThan(await reasons(5));
    expect(await reasons(3600 + 22)).toBeGreaterThan(0);
    expect(await reasons(3600 + 110)).toBe(0);
  });
});
