import type { ControlledReplicaSetRow } from '#libs/postgres';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { ListQuery } from '../list/list-source.js';
import { byKey, type Controlled, isAfter } from './controlled.js';
import { controlledQuery } from './controlled-query.js';

/** Deployments that are looked at: `kubectl rollout` asks for the ReplicaSets of one. */
const MOST_DEPLOYMENTS = 50;

/** Revisions of each that are told, the newest. */
export const MOST_FORGOTTEN = 1000;

/**
 * ReplicaSets that a cluster would have removed, for `kubectl rollout history` and `kubectl rollout undo`, which know a
 * Deployment's revisions from its ReplicaSets. Nobody else sees them, and nobody where Rollbook is to say no more than a cluster.
 */
export async function forgottenReplicaSets(
  query: ListQuery,
  { reads, extras }: Pick<KubernetesPorts, 'reads' | 'extras'>,
): Promise<readonly Controlled<ControlledReplicaSetRow>[]> {
  if (!extras || query.name !== undefined || !asksForHistory(query)) return [];
  const { filter, at, after } = controlledQuery(query);
  const deployments = await reads.listStandingDeployments(
    { ...filter, only: 'themselves' },
    { at, limit: MOST_DEPLOYMENTS },
  );
  const byStream = new Map(deployments.map((deployment) => [deployment.streamId, deployment]));
  const rows = await reads.readForgottenReplicaSets([...byStream.keys()], { at, limit: MOST_FORGOTTEN });
  return rows
    .flatMap((row) => {
      const deployment = byStream.get(row.streamId);
      return deployment === undefined ? [] : [{ row, deployment }];
    })
    .filter((one) => after === undefined || isAfter(one, after))
    .sort(byKey);
}

function asksForHistory({ request: { provenance } }: ListQuery): boolean {
  const command = provenance.command ?? '';
  return HISTORY.some((words) => command === words || command.startsWith(`${words} `));
}

const HISTORY = ['kubectl rollout history', 'kubectl rollout undo'];
