import type { Requirement } from '#libs/kubernetes';
import type { ListQuery } from '../list/list-source.js';
import type { ControlledQuery } from './controlled.js';

/** A list's question as one about Deployments and what they control. */
export function controlledQuery({ request, namespace, name, labels, at, after, limit }: ListQuery): ControlledQuery {
  return {
    filter: {
      cluster: request.cluster,
      ...(namespace !== undefined && { namespace }),
      childLabels: wantedLabels(labels),
    },
    ...(name !== undefined && { name }),
    at,
    ...(after && { after }),
    limit,
  };
}

function wantedLabels(labels: readonly Requirement[]): Readonly<Record<string, string>> {
  const exact = labels.filter(({ operator }) => operator === '=');
  return Object.fromEntries(exact.map(({ key, values }) => [key, values[0] ?? '']));
}
