import type { DeploymentListCursor, DeploymentListFilter, DeploymentRow } from '#libs/postgres';
import type { ListQuery, ListSource } from '../list/list-source.js';
import { deploymentExtraCells } from './deployment-extra-cells.js';
import { deploymentObjects } from './deployment-objects.js';

/** Deployments as lists show them. */
export const DEPLOYMENTS: ListSource<DeploymentRow> = {
  facts: (query, { reads }) =>
    reads.listDeployments(filterOf(query), { at: query.at, ...afterOf(query), limit: query.limit }),
  count: (query, { reads }) => reads.countDeployments(filterOf(query), { at: query.at, ...afterOf(query) }),
  selectable: (row) => row,
  render: async (rows, { withExtraCells }, ports) => {
    const objects = await deploymentObjects(rows, ports);
    const cells = withExtraCells ? await deploymentExtraCells(rows, ports) : [];
    return objects.map((object, index) => ({ object, extraCells: cells[index] ?? [] }));
  },
};

function filterOf({ request, namespace, name, labels }: ListQuery): DeploymentListFilter {
  return {
    cluster: request.cluster,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    labels,
    includeDeleted: false,
  };
}

// After all incarnations of the name.
function afterOf({ request, after }: ListQuery): Readonly<{ after?: DeploymentListCursor }> {
  return after === undefined ? {} : { after: [request.cluster, after.namespace, after.name, LAST_STREAM] };
}

const LAST_STREAM = Number.MAX_SAFE_INTEGER;
