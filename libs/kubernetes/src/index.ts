export { canonicalJson } from './canonical-json.js';
export type {
  Container,
  Deployment,
  DeploymentSpec,
  DeploymentStrategy,
  IntOrPercent,
  LabelSelector,
  LabelSelectorRequirement,
  PodSpec,
  PodTemplate,
  StringMap,
} from './deployment.js';
export { podTemplateHash } from './hash/pod-template-hash.js';
export type { Json, JsonObject } from './json.js';
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
export { templatesEqual } from './templates-equal.js';
