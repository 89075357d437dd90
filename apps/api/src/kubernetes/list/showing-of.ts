import { type Column, DEPLOYMENT_EXTRA_COLUMNS, type ResourceKey, type Showing } from '#libs/kubernetes-api';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';

/** How the rows of a resource are shown; the extra columns only where Rollbook may say more than a cluster. */
export function showingOf(
  { served, resource, now }: Pick<KubernetesRequest, 'served' | 'resource' | 'now'>,
  { extras }: Pick<KubernetesPorts, 'extras'>,
): Showing {
  return { kind: served.kind, now, extraColumns: extras ? (EXTRA_COLUMNS[resource] ?? []) : [] };
}

const EXTRA_COLUMNS: Readonly<Partial<Record<ResourceKey, readonly Column[]>>> = {
  'deployments.apps': DEPLOYMENT_EXTRA_COLUMNS,
};
