import type { ResourceKey } from '#libs/kubernetes-api';
import type { ResourceRoutes } from './handler.js';
import { getDeployment } from './read/get-deployment.js';
import { listDeployments } from './read/list-deployments.js';

/**
 * Who answers what: the one way to every handler. To add a verb, add a line; to add a resource, add it to SERVED_RESOURCES
 * (libs/kubernetes-api), and a row here. Discovery tells clients what stands in this table.
 */
export const ROUTES: Readonly<Record<ResourceKey, ResourceRoutes>> = {
  events: { verbs: {}, subresources: {} },
  namespaces: { verbs: {}, subresources: {} },
  pods: { verbs: {}, subresources: {} },
  'deployments.apps': {
    verbs: { get: getDeployment, list: listDeployments },
    subresources: {},
  },
  'replicasets.apps': { verbs: {}, subresources: {} },
};
