import { expect, it } from '@jest/globals';
import { queryOf } from '../../../../../test/support/listed-objects.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { forgottenReplicaSets } from './forgotten-replica-sets.js';

/** Streams of the ReplicaSets that are told, where so many Deployments have one that was forgotten. */
async function toldOf(deployments: number): Promise<readonly number[]> {
  const rows = Array.from({ length: deployments }, (_, index) => ({ streamId: index + 1, namespace: 'shop' }));
  const ports = {
    extras: true,
    reads: {
      listStandingDeployments: async (_filter: unknown, { limit }: { limit: number }) => rows.slice(0, limit),
      readForgottenReplicaSets: async (streams: readonly number[]) =>
        streams.map((streamId) => ({ streamId, name: `web-${String(streamId).padStart(3, '0')}` })),
    },
  } as unknown as KubernetesPorts;
  const found = await forgottenReplicaSets(queryOf({ command: 'kubectl rollout history' }), ports);
  return found.map(({ row }) => row.streamId);
}

it.each([
  [50, 50],
  [51, 50],
])('when %i Deployments have forgotten ReplicaSets, those of the first %i are told', async (deployments, told) => {
  expect(await toldOf(deployments)).toEqual(Array.from({ length: told }, (_, index) => index + 1));
});
