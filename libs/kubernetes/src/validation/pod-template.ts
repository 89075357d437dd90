import type { LabelSelector, StringMap } from '../deployment.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { matchesSelector } from '../selector/matches-selector.js';
import { type Causes, forbidden, invalid, notSupported, when } from './cause.js';
import { validateAnnotations, validateLabels } from './metadata.js';
import { validatePodSpec } from './pod-spec.js';
import { type Rule } from './value-rules.js';

/** The template of a ReplicaSet's pods (apps/validation, `ValidatePodTemplateSpecForReplicaSet`). */
export function validatePodTemplate(template: JsonObject, field: string, selector: Json | undefined): Causes {
  const { metadata, spec } = template;
  const { labels, annotations } = objectOf(metadata);
  const { restartPolicy, activeDeadlineSeconds, ephemeralContainers } = objectOf(spec);
  const at = `${field}.spec`;
  const notAllowed = forbidden(`${at}.ephemeralContainers`, 'ephemeral containers not allowed in pod template');
  const notSupportedHere = forbidden(
    `${at}.activeDeadlineSeconds`,
    'activeDeadlineSeconds in ReplicaSet is not Supported',
  );
  return [
    ...selectorCauses(labels, `${field}.metadata.labels`, selector),
    ...validateLabels(labels, `${field}.labels`),
    ...validateAnnotations(annotations, `${field}.annotations`),
    ...deletionCost(annotations, `${field}.annotations`),
    ...validatePodSpec(objectOf(spec), at),
    ...when(listOf(ephemeralContainers).length > 0, notAllowed),
    ...when(restartPolicy !== 'Always', notSupported(`${at}.restartPolicy`, restartPolicy ?? '', ['Always'])),
    ...when(activeDeadlineSeconds !== undefined, notSupportedHere),
  ];
}

// Without a selector nothing is selected; an empty one is refused elsewhere.
function selectorCauses(labels: Json | undefined, field: string, selector: Json | undefined): Causes {
  const isSelected =
    selector !== undefined && matchesSelector(selector as LabelSelector, objectOf(labels) as StringMap);
  return when(!isSelected, invalid(field, labels, '`selector` does not match template `labels`'));
}

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

const deletionCost: Rule = (annotations, field) => {
  const cost = textOf(objectOf(annotations)[DELETION_COST]);
  const isInteger = /^(0|-?[1-9]\d*)$/.test(cost) && Math.abs(Number(cost)) < 2 ** 31;
  return when(cost !== '' && !isInteger, invalid(`${field}[${DELETION_COST}]`, cost, 'must be a 32bit integer'));
};
