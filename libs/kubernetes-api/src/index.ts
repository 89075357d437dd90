export { aggregatedDiscovery, type DiscoveryVersion } from './discovery/aggregated-discovery.js';
export { apiGroup, coreVersions, groupList, groupsOf, resourceList } from './discovery/plain-discovery.js';
export { type Discoverable, type Verb, VERBS } from './discovery/verbs.js';
export { KUBERNETES_VERSION, versionInfo } from './discovery/version-info.js';
export { apiTime } from './object/api-time.js';
export { objectMeta, type ObjectMetaFacts } from './object/object-meta.js';
export { type DeploymentFacts, renderDeployment } from './object/render-deployment.js';
export { type EventFacts, renderEvent, renderNewEvent } from './object/render-event.js';
export { type HeldNamespaceFacts, renderHeldNamespace } from './object/render-held-namespace.js';
export { renderList } from './object/render-list.js';
export type { PodFacts } from './object/pod-facts.js';
export { renderPod } from './object/render-pod.js';
export type { ReplicaSetFacts } from './object/replica-set-facts.js';
export { renderReplicaSet } from './object/render-replica-set.js';
export { groupVersion, type GroupVersionKind, type ServedResource } from './resource/served-resource.js';
export { findResource, type ResourceKey, SERVED_RESOURCES } from './resource/served-resources.js';
export {
  alreadyExists,
  badRequest,
  conflict,
  expired,
  forbidden,
  invalid,
  methodNotAllowed,
  noSuchPath,
  notAcceptable,
  notFound,
  type ResourceName,
  timedOut,
  tooLarge,
  unauthorized,
  unsupportedMediaType,
} from './status/refusals.js';
export { RequestRefused } from './status/request-refused.js';
export { failure, type Status, STATUS_CODES, type StatusDetails, type StatusReason, success } from './status/status.js';
