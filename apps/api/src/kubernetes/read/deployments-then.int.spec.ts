import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { openReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { after, appendTold, created, image } from '../../../../../test/support/history.js';
import { listed, namesOf } from '../../../../../test/support/listed-objects.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { DEPLOYMENTS } from './list-deployments.js';

const NAMES = ['a', 'b', 'c'];

describe('a page of Deployments as of a moment', () => {
  let world: ViewWorld;
  let ports: KubernetesPorts;

  beforeAll(async () => {
    world = await openViewWorld();
    ports = { store: world.log, reads: openReads(world.pool), extras: true } as unknown as KubernetesPorts;
    for (const name of NAMES) {
      const told = [after(0, created('web:1')), after(20, image('web:2'))];
      await catchUp(world.ports, await appendTold(world.log, told, { name, uid: `uid-${name}` }));
    }
  });
  afterAll(() => world.close());

  it.each([
    [10, 'web:1'],
    [30, 'web:2'],
  ])('when it tells of %i seconds after the beginning, each has the image of then', async (seconds, expected) => {
    const objects = await listed(DEPLOYMENTS, ports, { limit: 1, seconds });
    expect(namesOf(objects)).toEqual(NAMES);
    expect(objects.map(imageOf)).toEqual(NAMES.map(() => expected));
  });
});

function imageOf({ spec }: JsonObject): unknown {
  const { containers } = objectOf(objectOf(objectOf(spec).template).spec);
  return ((containers ?? []) as readonly JsonObject[])[0]?.image;
}
