import { canonicalJson } from '../canonical-json.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { type Causes, invalid, NONE, required, when } from './cause.js';
import { isApplicable, validateLabelSelector } from './label-selector.js';
import { validateMetadata, validateMetadataUpdate } from './metadata.js';
import { validatePodTemplate } from './pod-template.js';
import { validateStrategy } from './strategy.js';
import { notNegative, numberOf, type Rule } from './value-rules.js';

/**
 * Everything wrong with a Deployment that is to be created, as kube-apiserver 1.36 would say it and in its order.
 * The Deployment must have been decoded and defaulted.
 */
export function validateDeployment(deployment: JsonObject): Causes {
  return [...validateMetadata(objectOf(deployment.metadata)), ...specCauses(objectOf(deployment.spec))];
}

/** Everything wrong with an update of a Deployment; its selector may not change. */
export function validateDeploymentUpdate(deployment: JsonObject, old: JsonObject): Causes {
  const [selector, oldSelector] = [deployment, old].map(({ spec }) => objectOf(spec).selector);
  const isChanged = canonicalJson(selector) !== canonicalJson(oldSelector);
  return [
    ...validateMetadataUpdate(objectOf(deployment.metadata), objectOf(old.metadata)),
    ...specCauses(objectOf(deployment.spec)),
    ...when(isChanged, invalid('spec.selector', selector, 'field is immutable')),
  ];
}

function specCauses(spec: JsonObject): Causes {
  const { replicas, selector, template, strategy, minReadySeconds, revisionHistoryLimit } = spec;
  return [
    ...notNegative(replicas, 'spec.replicas'),
    ...selectorCauses(selector, 'spec.selector'),
    ...(isApplicable(selector)
      ? validatePodTemplate(objectOf(template), 'spec.template', selector)
      : [invalid('spec.selector', selector, 'invalid label selector')]),
    ...validateStrategy(strategy, 'spec.strategy'),
    ...notNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...notNegative(revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...deadlineCauses(spec),
  ];
}

const selectorCauses: Rule = (selector, field) => {
  if (selector === undefined) return [required(field)];
  const isEmpty = !hasSome(objectOf(selector).matchLabels) && !hasSome(objectOf(selector).matchExpressions);
  return [
    ...validateLabelSelector(selector, field),
    ...when(isEmpty, invalid(field, selector, 'empty selector is invalid for deployment')),
  ];
};

function deadlineCauses({ progressDeadlineSeconds: deadline, minReadySeconds }: JsonObject): Causes {
  if (deadline === undefined) return NONE;
  const field = 'spec.progressDeadlineSeconds';
  const isTooShort = numberOf(deadline) <= numberOf(minReadySeconds);
  return [
    ...notNegative(deadline, field),
    ...when(isTooShort, invalid(field, deadline, 'must be greater than minReadySeconds')),
  ];
}

function hasSome(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
