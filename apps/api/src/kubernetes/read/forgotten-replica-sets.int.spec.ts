import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectOf, type Requirement } from '#libs/kubernetes';
import { openReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { after, appendTold, created, image, START } from '../../../../../test/support/history.js';
import { type Asked, listed, queryOf } from '../../../../../test/support/listed-objects.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { REPLICA_SETS } from './replica-sets.js';

let world: ViewWorld;
let ports: KubernetesPorts;

beforeAll(async () => {
  world = await openViewWorld();
  ports = { store: world.log, reads: openReads(world.pool), extras: true } as unknown as KubernetesPorts;
  const images = [2, 3, 4, 5].map((number) => after(number * 30, image(`web:${number}`)));
  const told = [after(0, created('web:1', { replicas: 1, revisionHistoryLimit: 1 })), ...images];
  await catchUp(world.ports, await appendTold(world.log, told, { name: 'short', uid: 'uid-short' }));
});
afterAll(() => world.close());

describe('ReplicaSets that clean-up removed', () => {
  const command = 'kubectl rollout history';
  const labels: readonly Requirement[] = [{ key: 'app', operator: '=', values: ['web'] }];
  const revisions = async (asked: Asked, limit = 500): Promise<readonly string[]> =>
    (await listed(REPLICA_SETS, ports, { seconds: 500, limit, ...asked }))
      .map(({ metadata }) => objectOf(metadata))
      .map(({ annotations }) => objectOf(annotations)['deployment.kubernetes.io/revision'] as string)
      .sort();

  it('are told to who asks for the history, in pages too', async () => {
    expect(await revisions({ labels })).toEqual(['4', '5']);
    for (const limit of [1, 2, 500])
      expect(await revisions({ labels, command }, limit)).toEqual(['1', '2', '3', '4', '5']);
    expect(await revisions({ labels, command: 'kubectl rollout undo' })).toHaveLength(5);
  });

  it('are told to nobody else', async () => {
    expect(await revisions({ labels, command: 'kubectl get' })).toEqual(['4', '5']);
    expect(await revisions({ labels, command: 'kubectl rollout historyless' })).toEqual(['4', '5']);
    const plain = { ...ports, extras: false };
    expect(await REPLICA_SETS.facts(queryOf({ seconds: 500, labels, command }), plain)).toHaveLength(2);
  });

  it('are told as they last were', async () => {
    const [oldest] = (await listed(REPLICA_SETS, ports, { seconds: 500, labels, command })).filter(
      ({ metadata }) => objectOf(objectOf(metadata).annotations)['deployment.kubernetes.io/revision'] === '1',
    );
    expect(objectOf(oldest?.spec).template).toMatchObject({ spec: { containers: [{ image: 'web:1' }] } });
    expect(objectOf(oldest?.metadata).ownerReferences).toMatchObject([{ name: 'short', uid: 'uid-short' }]);
  });

  it('are the newest where there are more than may be told', async () => {
    const at = new Date(START + 500_000);
    const rows = await ports.reads.readForgottenReplicaSets([1], { at, limit: 2 });
    const numbers = rows.map(({ annotations }) => annotations['deployment.kubernetes.io/revision']);
    expect([...numbers].sort()).toEqual(['2', '3']);
  });
});
