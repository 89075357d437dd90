export type { Json, JsonObject } from './json.js';
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
