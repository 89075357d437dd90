import type { ResourceKey } from '#libs/kubernetes-api';
import type { ResourceRoutes } from './handler.js';
import { listOf } from './list/list-of.js';
import { getNamespace, getService } from './plain/get-object.js';
import { getDeployment } from './read/get-deployment.js';
import { DEPLOYMENTS } from './read/list-deployments.js';
import { createDeployment } from './write/create-deployment.js';
import { deleteDeployment } from './write/delete-deployment.js';
import { getScale, patchScale, replaceScale } from './write/deployment-scale.js';
import { patchStatus, replaceStatus } from './write/deployment-status.js';
import { patchDeployment } from './write/patch-deployment.js';
import { replaceDeployment } from './write/replace-deployment.js';

/**
 * Who answers what: the one way to every handler. To add a verb, add a line; to add a resource, add it to SERVED_RESOURCES
 * (libs/kubernetes-api), and a row here. Discovery tells clients what stands in this table.
 */
export const ROUTES: Readonly<Record<ResourceKey, ResourceRoutes>> = {
  events: { verbs: {}, subresources: {} },
  namespaces: { verbs: { get: getNamespace }, subresources: {} },
  pods: { verbs: {}, subresources: {} },
  services: { verbs: { get: getService }, subresources: {} },
  'deployments.apps': {
    verbs: {
      create: createDeployment,
      delete: deleteDeployment,
      get: getDeployment,
      list: listOf(DEPLOYMENTS),
      patch: patchDeployment,
      update: replaceDeployment,
    },
    subresources: {
      scale: { get: getScale, patch: patchScale, update: replaceScale },
      status: { get: getDeployment, patch: patchStatus, update: replaceStatus },
    },
  },
  'replicasets.apps': { verbs: {}, subresources: {} },
};
