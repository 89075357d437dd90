import type { JsonObject } from '#libs/kubernetes';
import type { StandingDeploymentRow, StandingFilter } from '#libs/postgres';
import type { ListQuery, ListSource } from '../list/list-source.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { deploymentExtraCells } from './deployment-extra-cells.js';
import { deploymentObjects } from './deployment-objects.js';
import { deploymentsThen } from './deployments-then.js';

/** Deployments as lists show them: those that wait in the foreground for what they control to go are still there. */
export const DEPLOYMENTS: ListSource<StandingDeploymentRow> = {
  facts: async (query, ports) => {
    const { at, after, limit } = query;
    const page = { at, ...(after && { after: { ...after, streamId: LAST } }), limit };
    return deploymentsThen(await ports.reads.listStandingDeployments(filterOf(query), page), at, ports);
  },
  count: ({ request, namespace, at, after }, { reads }) =>
    reads.countDeployments(
      { cluster: request.cluster, ...(namespace !== undefined && { namespace }), includeDeleted: false },
      { at, ...(after && { after: [request.cluster, after.namespace, after.name, LAST] }) },
    ),
  selectable: (row) => row,
  render: async (rows, { withExtraCells }, ports) => {
    const objects = await standingObjects(rows, ports);
    const cells = withExtraCells ? await deploymentExtraCells(rows, ports) : [];
    return objects.map((object, index) => ({ object, extraCells: cells[index] ?? [] }));
  },
};

// After all incarnations of the name.
const LAST = Number.MAX_SAFE_INTEGER;

function filterOf({
  request,
  namespace,
  name,
  labels,
  after,
}: Pick<ListQuery, 'request' | 'namespace' | 'name' | 'labels' | 'after'>): StandingFilter {
  return {
    cluster: request.cluster,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    // The view knows the newest labels only: for a page of before they are looked at when they are known.
    labels: after === undefined ? labels : [],
    only: 'themselves',
  };
}

/** They as apps/v1 Deployments, in their order. */
async function standingObjects(
  rows: readonly StandingDeploymentRow[],
  ports: Pick<KubernetesPorts, 'reads' | 'store'>,
): Promise<readonly JsonObject[]> {
  const states = rows.map(({ streamId, position, since, lastChangedAt }) => {
    const isLater = since !== null && since.getTime() > lastChangedAt.getTime();
    return { streamId, position, since: isLater ? since : lastChangedAt };
  });
  return deploymentObjects(rows, ports, await ports.reads.readObjectVersions(states));
}
