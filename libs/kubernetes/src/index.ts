export { canonicalJson } from './canonical-json.js';
export { sameJson } from './same-json.js';
export { decodeDeployment, type DecodedDeployment } from './decoding/decode-deployment.js';
export { type DecodedObject, decodeObject, type FieldValidation, type ObjectType } from './decoding/decode-object.js';
export { DecodingFailed } from './decoding/decoding-failed.js';
export { readJson, type ReadJson } from './decoding/read-json.js';
export { readDeployment, readStoredDeployment } from './decoding/read-deployment.js';
export { type Allotted, allotService, allottedOf, keepAllotted } from './defaults/allot-service.js';
export { defaultDeployment, defaultTemplate } from './defaults/default-deployment.js';
export { admitPod, defaultPod } from './defaults/default-pod.js';
export { defaultService } from './defaults/default-service.js';
export type {
  Container,
  Deployment,
  DeploymentSpec,
  DeploymentStrategy,
  IntOrPercent,
  LabelSelector,
  LabelSelectorRequirement,
  OtherMetadata,
  PodSpec,
  PodTemplate,
  StringMap,
} from './deployment.js';
export { derivedUid } from './derived-uid.js';
export { compareFields } from './fields/compare-fields.js';
export { EMPTY_DEPLOYMENT } from './fields/empty-deployment.js';
export { FieldManagerConflict } from './fields/field-conflict.js';
export {
  type FieldManager,
  type FieldManagers,
  readManagedFields,
  sortManagedFields,
  writeManagedFields,
} from './fields/field-managers.js';
export { typeNode } from './fields/field-node.js';
export { differenceOf, type FieldSet, NO_FIELDS, sameFields, THE_FIELD, unionOf } from './fields/field-set.js';
export { readFieldsV1, writeFieldsV1 } from './fields/fields-v1.js';
export { serverSideApply } from './fields/server-side-apply.js';
export { UNOWNED_FIELDS } from './fields/unowned-fields.js';
export { type FieldWriter, managersAfterUpdate } from './fields/update-managers.js';
export { podTemplateHash } from './hash/pod-template-hash.js';
export { containerImages } from './image/container-images.js';
export { imageNames, type ImageNames } from './image/image-names.js';
export { type Image, parseImage } from './image/parse-image.js';
export { type Fenceposts, resolveFenceposts, scaledValue } from './int-or-percent.js';
export type { Json, JsonObject } from './json.js';
export { isJsonList, isJsonObject, listOf, objectOf, textOf } from './json-shape.js';
export { applyJsonPatch, type JsonPatchOperation, MOST_PATCH_OPERATIONS, readJsonPatch } from './patch/json-patch.js';
export { applyMergePatch } from './patch/merge-patch.js';
export { PatchFailed } from './patch/patch-failed.js';
export { applyStrategicMergePatch } from './patch/strategic-merge-patch.js';
export { compareQuantities } from './quantity/compare-quantities.js';
export { formatQuantity } from './quantity/format-quantity.js';
export { parseQuantity } from './quantity/parse-quantity.js';
export { type Quantity, type QuantityFormat, QuantityUnreadable } from './quantity/quantity.js';
export {
  KUBERNETES_RELEASES,
  type KubernetesRelease,
  NEWEST_RELEASE,
  parseRelease,
  ReleaseUnknown,
} from './release.js';
export { scatter } from './scatter.js';
export { formatLabelSelector, formatRequirements } from './selector/format-label-selector.js';
export { matchesSelector, requirementsOf } from './selector/matches-selector.js';
export { parseLabelSelector, SelectorUnreadable } from './selector/parse-label-selector.js';
export { meets, type Requirement } from './selector/requirement.js';
export { matchesPattern } from './matches-pattern.js';
export { templatesEqual } from './templates-equal.js';
export type { Cause, Causes } from './validation/cause.js';
export { DeploymentInvalid } from './validation/deployment-invalid.js';
export { validateDeployment, validateDeploymentUpdate } from './validation/validate-deployment.js';
export { validateNamespace, validateNamespaceUpdate } from './validation/validate-namespace.js';
export { validatePod, validatePodUpdate } from './validation/validate-pod.js';
export { validateService, validateServiceUpdate } from './validation/validate-service.js';
export { validateNamespaceStatus, validateServiceStatus } from './validation/validate-status.js';
