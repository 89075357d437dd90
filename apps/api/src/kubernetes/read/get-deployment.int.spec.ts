import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVED_RESOURCES } from '#libs/kubernetes-api';
import { openReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { after, appendTold, created, scaled } from '../../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { getDeployment } from './get-deployment.js';

let world: ViewWorld;

beforeAll(async () => {
  world = await openViewWorld();
  await catchUp(world.ports, await appendTold(world.log, [after(0, created('web:1'))]));
  await appendTold(world.log, [after(10, scaled(5))]);
  await appendTold(world.log, [after(0, created('late:1'))], { name: 'late', uid: 'uid-2' });
});
afterAll(() => world.close());

/** Asks for a Deployment so long after now; `seen` is what the views come to while it is waited for. */
async function get(name: string, milliseconds: number, seen = () => Promise.resolve('timedOut')) {
  const now = () => new Date(Date.now() + milliseconds);
  const ports = {
    store: world.log,
    reads: openReads(world.pool),
    now,
    waitForView: seen,
  } as unknown as KubernetesPorts;
  const request = {
    cluster: 'default',
    namespace: 'shop',
    name,
    served: SERVED_RESOURCES['deployments.apps'],
    now: now(),
  };
  return getDeployment(request as unknown as KubernetesRequest, ports);
}

describe('a Deployment whose views are behind', () => {
  it('is shown as they have it, and two seconds after the change with a warning', async () => {
    expect(await get('web', 0)).toMatchObject({ object: { spec: { replicas: 3 } }, warnings: [] });
    const { warnings } = (await get('web', 60_000)) as { warnings: readonly string[] };
    expect(warnings).toEqual([
      expect.stringMatching(/^what is shown may be older than change 2 of .*Z: the views are behind$/),
    ]);
  });

  it('is not told to be missing while none of them is there: try again', async () => {
    await expect(get('late', 0)).rejects.toMatchObject({ code: 'ViewBehind' });
    const found = await get('late', 0, async () => {
      await catchUp(world.ports, 2);
      return 'reached';
    });
    expect(found).toMatchObject({ object: { metadata: { name: 'late' } }, warnings: [] });
  });

  it('is missing when nobody recorded it', async () => {
    await expect(get('nothing', 0)).rejects.toThrow('deployments.apps "nothing" not found');
  });
});
