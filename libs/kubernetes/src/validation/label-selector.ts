import type { Json } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, forbidden, invalid, required, when } from './cause.js';
import { validateLabels } from './metadata.js';
import { labelKey, labelValue } from './name-rules.js';
import { each, type Rule } from './value-rules.js';

const MUST_HAVE_VALUES = "must be specified when `operator` is 'In' or 'NotIn'";
const MUST_NOT_HAVE_VALUES = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

/** A label selector (apimachinery, `ValidateLabelSelector`). */
export const validateLabelSelector: Rule = (selector, field) => {
  const { matchLabels, matchExpressions } = objectOf(selector);
  return [
    ...validateLabels(matchLabels, `${field}.matchLabels`),
    ...each(matchExpressions, `${field}.matchExpressions`, labelRequirement),
  ];
};

/** Whether a selector can be applied at all; Kubernetes asks again after it has told what is wrong. */
export function isApplicable(selector: Json | undefined): boolean {
  return each(objectOf(selector).matchExpressions, '', labelRequirement).length === 0;
}

/** A requirement on a node's labels; `Gt` and `Lt` take one number. */
export const nodeRequirement: Rule = (requirement, field) => {
  const { operator, values } = objectOf(requirement);
  if (operator !== 'Gt' && operator !== 'Lt')
    return [...operatorCauses(requirement, field), ...keyCauses(requirement, field)];
  const detail = "must be specified single value when `operator` is 'Lt' or 'Gt'";
  return [...when(listOf(values).length !== 1, required(`${field}.values`, detail)), ...keyCauses(requirement, field)];
};

const labelRequirement: Rule = (requirement, field) => [
  ...operatorCauses(requirement, field),
  ...keyCauses(requirement, field),
  ...each(objectOf(requirement).values, `${field}.values`, (value, at) => against(labelValue, at, textOf(value))),
];

function operatorCauses(requirement: Json | undefined, field: string): Causes {
  const { operator, values } = objectOf(requirement);
  const count = listOf(values).length;
  switch (textOf(operator)) {
    case 'In':
    case 'NotIn':
      return when(count === 0, required(`${field}.values`, MUST_HAVE_VALUES));
    case 'Exists':
    case 'DoesNotExist':
      return when(count > 0, forbidden(`${field}.values`, MUST_NOT_HAVE_VALUES));
    default:
      return [invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator')];
  }
}

const keyCauses: Rule = (requirement, field) => against(labelKey, `${field}.key`, textOf(objectOf(requirement).key));
