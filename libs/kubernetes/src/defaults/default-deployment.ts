import type { PodTemplate } from '../deployment.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { type DefaultsByType, storedForm } from '../schema/stored-form.js';
import { POD_TEMPLATE_DEFAULTS } from './pod-template-defaults.js';

/**
 * A Deployment as kube-apiserver 1.36 stores it: every default applied, quantities canonical, what is empty left out.
 * The types must be right (see `decodeDeployment`), the values need not be.
 */
export function defaultDeployment(deployment: JsonObject): JsonObject {
  return objectOf(storedForm('v1.Deployment', deployment, DEPLOYMENT_DEFAULTS));
}

/** A pod template as the API server stores it inside a Deployment. */
export function defaultTemplate(template: Json): PodTemplate {
  return objectOf(storedForm('v1.PodTemplateSpec', template, DEPLOYMENT_DEFAULTS)) as PodTemplate;
}

const DEPLOYMENT_DEFAULTS: DefaultsByType = {
  ...POD_TEMPLATE_DEFAULTS,
  'v1.DeploymentSpec': (spec) => ({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, ...spec }),
  'v1.DeploymentStrategy': (strategy) => {
    const type = strategy.type ?? 'RollingUpdate';
    if (type !== 'RollingUpdate') return strategy;
    const rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%', ...objectOf(strategy.rollingUpdate) };
    return { type, rollingUpdate };
  },
};
