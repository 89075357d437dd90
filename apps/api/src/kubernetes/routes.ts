import { watchOf } from './watch/watch-handler.js';
import type { ResourceKey } from '#libs/kubernetes-api';
import type { ResourceRoutes } from './handler.js';
import { listOf } from './list/list-of.js';
import { ALL_PODS, BARE_PODS } from './plain/all-pods.js';
import { createObject } from './plain/create-object.js';
import { deleteNamespace } from './plain/delete-namespace.js';
import { deleteService } from './plain/delete-object.js';
import { deletePod } from './plain/delete-pod.js';
import { getNamespace, getService } from './plain/get-object.js';
import { NAMESPACES, SERVICES } from './plain/list-objects.js';
import { patchObjectStatus, replaceObjectStatus } from './plain/object-status.js';
import { patchObject } from './plain/patch-object.js';
import { replaceObject } from './plain/replace-object.js';
import { DEPLOYMENTS } from './read/list-deployments.js';
import { EVENTS, NEW_EVENTS } from './read/events.js';
import { getDeployment } from './read/get-deployment.js';
import { getOf } from './read/get-object.js';
import { REPLICA_SETS } from './read/replica-sets.js';
import { reviewSelfSubject } from './review/self-subject.js';
import { reviewSelfSubjectAccess } from './review/self-subject-access.js';
import { reviewSelfSubjectRules } from './review/self-subject-rules.js';
import { createDeployment } from './write/create-deployment.js';
import { deleteCollection } from './write/delete-collection.js';
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
  events: { verbs: { get: getOf(EVENTS), list: listOf(EVENTS), watch: watchOf(EVENTS) }, subresources: {} },
  'events.events.k8s.io': {
    verbs: { get: getOf(NEW_EVENTS), list: listOf(NEW_EVENTS), watch: watchOf(NEW_EVENTS) },
    subresources: {},
  },
  namespaces: {
    verbs: {
      create: createObject('Namespace'),
      delete: deleteNamespace,
      get: getNamespace,
      list: listOf(NAMESPACES),
      watch: watchOf(NAMESPACES),
      patch: patchObject('Namespace'),
      update: replaceObject('Namespace'),
    },
    subresources: {
      status: { get: getNamespace, patch: patchObjectStatus('Namespace'), update: replaceObjectStatus('Namespace') },
    },
  },
  services: {
    verbs: {
      create: createObject('Service'),
      delete: deleteService,
      deletecollection: deleteCollection(SERVICES, deleteService),
      get: getService,
      list: listOf(SERVICES),
      watch: watchOf(SERVICES),
      patch: patchObject('Service'),
      update: replaceObject('Service'),
    },
    subresources: {
      status: { get: getService, patch: patchObjectStatus('Service'), update: replaceObjectStatus('Service') },
    },
  },
  pods: {
    verbs: {
      create: createObject('Pod'),
      delete: deletePod,
      deletecollection: deleteCollection(BARE_PODS, deletePod),
      get: getOf(ALL_PODS),
      list: listOf(ALL_PODS),
      watch: watchOf(ALL_PODS),
      patch: patchObject('Pod'),
      update: replaceObject('Pod'),
    },
    subresources: {
      status: { get: getOf(ALL_PODS), patch: patchObjectStatus('Pod'), update: replaceObjectStatus('Pod') },
    },
  },
  'deployments.apps': {
    verbs: {
      watch: watchOf(DEPLOYMENTS),
      create: createDeployment,
      delete: deleteDeployment,
      deletecollection: deleteCollection(DEPLOYMENTS, deleteDeployment),
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
  'replicasets.apps': {
    verbs: { get: getOf(REPLICA_SETS), list: listOf(REPLICA_SETS), watch: watchOf(REPLICA_SETS) },
    subresources: { status: { get: getOf(REPLICA_SETS) } },
  },
  'selfsubjectreviews.authentication.k8s.io': { verbs: { create: reviewSelfSubject }, subresources: {} },
  'selfsubjectaccessreviews.authorization.k8s.io': { verbs: { create: reviewSelfSubjectAccess }, subresources: {} },
  'selfsubjectrulesreviews.authorization.k8s.io': { verbs: { create: reviewSelfSubjectRules }, subresources: {} },
};
