export { aggregatedDiscovery, type DiscoveryVersion } from './discovery/aggregated-discovery.js';
export { apiGroup, coreVersions, groupList, groupsOf, resourceList } from './discovery/plain-discovery.js';
export { type Discoverable, type Verb, VERBS } from './discovery/verbs.js';
export { KUBERNETES_VERSION, versionInfo } from './discovery/version-info.js';
export type { Form, IncludeObject, MetaVersion } from './form/form.js';
export { WHOLE } from './form/form.js';
export { type ListOutline, listOutline } from './form/list-outline.js';
export { renderInForm } from './form/render-form.js';
export type { Row, Showing } from './form/row.js';
export { apiTime } from './object/api-time.js';
export { hashedLabels } from './object/labelled-template.js';
export { objectMeta, type ObjectMetaFacts } from './object/object-meta.js';
export { type DeploymentFacts, renderDeployment } from './object/render-deployment.js';
export { type EventFacts, renderEvent, renderNewEvent } from './object/render-event.js';
export { type HeldNamespaceFacts, renderHeldNamespace } from './object/render-held-namespace.js';
export { scaleOf } from './object/render-scale.js';
export type { PodFacts } from './object/pod-facts.js';
export { hasStarted } from './object/pod-status.js';
export { barePodSince, barePodStart, type BarePodFacts, graceOf, renderBarePod } from './object/render-bare-pod.js';
export { renderPod } from './object/render-pod.js';
export { reportedPod } from './object/reported-pod.js';
export type { ReplicaSetFacts } from './object/replica-set-facts.js';
export { renderReplicaSet } from './object/render-replica-set.js';
export { openApiDocument } from './openapi/openapi-document.js';
export { OPENAPI_V2, openApiV2Bytes } from './openapi/openapi-v2.js';
export { groupVersion, type GroupVersionKind, type ServedResource } from './resource/served-resource.js';
export { findResource, type ResourceKey, SERVED_RESOURCES } from './resource/served-resources.js';
export { type FieldRequirement, parseFieldSelector } from './selector/field-selector.js';
export { selectableOf } from './selector/selectable-of.js';
export { exactField, type Selectable, type Selection, selects } from './selector/selection.js';
export {
  alreadyExists,
  badRequest,
  conflict,
  expired,
  forbidden,
  forbiddenPath,
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
export { DEPLOYMENT_EXTRA_COLUMNS } from './table/extra-columns.js';
export type { Column } from './table/table.js';
