import { repeats } from '../repeats.js';
import type { JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, duplicate, invalid, NONE, notSupported, required, when } from './cause.js';
import { validateLabelSelector } from './label-selector.js';
import { labelKey, labelValue } from './name-rules.js';
import { each, numberOf, optionalOneOf, type Rule } from './value-rules.js';

/** Which taints a pod bears. */
export const validateTolerations: Rule = (tolerations, field) => each(tolerations, field, toleration);

/** How pods are spread over zones or nodes. */
export const validateTopologySpread: Rule = (constraints, field) => {
  const kinds = listOf(constraints).map((constraint) => kindOf(objectOf(constraint)));
  // Kubernetes names the first of two alike, not the second.
  const comesAgain = repeats(kinds.toReversed()).toReversed();
  return listOf(constraints).flatMap((constraint, index) => {
    const at = `${field}[${index}]`;
    const again = duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, kinds[index] ?? '');
    return [
      ...spread(objectOf(constraint), at),
      ...when(comesAgain[index] === true, again),
      ...spreadDetails(objectOf(constraint), at),
    ];
  });
};

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

const toleration: Rule = (value, field) => {
  const { key, operator, effect, tolerationSeconds } = objectOf(value);
  const all = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
  const evicts = "effect must be 'NoExecute' when `tolerationSeconds` is set";
  const isTimed = tolerationSeconds !== undefined && effect !== 'NoExecute';
  return [
    ...(textOf(key) === '' ? NONE : against(labelKey, `${field}.key`, textOf(key))),
    ...when(textOf(key) === '' && operator !== 'Exists', invalid(`${field}.operator`, operator ?? '', all)),
    ...when(isTimed, invalid(`${field}.effect`, effect ?? '', evicts)),
    ...operatorCauses(objectOf(value), `${field}.operator`),
    ...optionalOneOf(EFFECTS)(effect, `${field}.effect`),
  ];
};

function operatorCauses({ operator, value }: JsonObject, field: string): Causes {
  const text = textOf(value);
  switch (textOf(operator)) {
    case '':
    case 'Equal': {
      const reasons = labelValue(text);
      return when(reasons.length > 0, invalid(field, text, reasons.join(';')));
    }
    case 'Exists':
      return when(text !== '', invalid(field, text, "value must be empty when `operator` is 'Exists'"));
    default:
      return [notSupported(field, textOf(operator), ['Equal', 'Exists'])];
  }
}

function spread({ maxSkew, topologyKey, whenUnsatisfiable }: JsonObject, field: string): Causes {
  const key = textOf(topologyKey);
  const action = whenUnsatisfiable ?? '';
  return [
    ...when(numberOf(maxSkew) <= 0, invalid(`${field}.maxSkew`, numberOf(maxSkew), POSITIVE)),
    ...(key === ''
      ? [required(`${field}.topologyKey`, 'can not be empty')]
      : against(labelKey, `${field}.topologyKey`, key)),
    ...optionalOneOf(['DoNotSchedule', 'ScheduleAnyway'])(action, `${field}.whenUnsatisfiable`),
  ];
}

const POSITIVE = 'must be greater than zero';
const POLICIES = ['Honor', 'Ignore'];

function spreadDetails(constraint: JsonObject, field: string): Causes {
  const { minDomains, whenUnsatisfiable, nodeAffinityPolicy, nodeTaintsPolicy, labelSelector } = constraint;
  const isMisplaced = minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule';
  const words = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${textOf(whenUnsatisfiable)}`;
  const tooFew = minDomains !== undefined && numberOf(minDomains) <= 0;
  return [
    ...when(tooFew, invalid(`${field}.minDomains`, minDomains, POSITIVE)),
    ...when(isMisplaced, invalid(`${field}.minDomains`, minDomains, words)),
    ...optionalOneOf(POLICIES)(nodeAffinityPolicy, `${field}.nodeAffinityPolicy`),
    ...optionalOneOf(POLICIES)(nodeTaintsPolicy, `${field}.nodeTaintsPolicy`),
    ...validateLabelSelector(labelSelector, `${field}.labelSelector`),
  ];
}

// As Go prints the pair.
function kindOf({ topologyKey, whenUnsatisfiable }: JsonObject): string {
  return `{${textOf(topologyKey)}, ${textOf(whenUnsatisfiable)}}`;
}
