import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, invalid, NONE, required, when } from './cause.js';
import { nodeRequirement, validateLabelSelector } from './label-selector.js';
import { dnsLabel, dnsSubdomain, labelKey, labelValue } from './name-rules.js';
import { each, outside, type Rule } from './value-rules.js';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Which nodes a pod wants, and which pods beside it. */
export const validateAffinity: Rule = (affinity, field) => {
  const { nodeAffinity, podAffinity, podAntiAffinity } = objectOf(affinity);
  return [
    ...nodes(nodeAffinity, `${field}.nodeAffinity`),
    ...pods(podAffinity, `${field}.podAffinity`),
    ...pods(podAntiAffinity, `${field}.podAntiAffinity`),
  ];
};

const nodes: Rule = (affinity, field) => {
  const { [REQUIRED]: must, [PREFERRED]: may } = objectOf(affinity);
  return [
    ...(must === undefined ? NONE : nodeSelector(must, `${field}.${REQUIRED}`)),
    ...each(may, `${field}.${PREFERRED}`, (term, at) => [
      ...weight(objectOf(term).weight, `${at}.weight`),
      ...nodeTerm(objectOf(term).preference, `${at}.preference`),
    ]),
  ];
};

const nodeSelector: Rule = (selector, field) => {
  const { nodeSelectorTerms: terms } = objectOf(selector);
  const at = `${field}.nodeSelectorTerms`;
  if (listOf(terms).length === 0) return [required(at, 'must have at least one node selector term')];
  return each(terms, at, (term, termAt) => [
    ...nodeTerm(term, termAt),
    ...each(objectOf(term).matchExpressions, `${termAt}.matchExpressions`, labelValues),
  ]);
};

const nodeTerm: Rule = (term, field) => [
  ...each(objectOf(term).matchExpressions, `${field}.matchExpressions`, nodeRequirement),
  ...each(objectOf(term).matchFields, `${field}.matchFields`, nodeField),
];

const labelValues: Rule = (requirement, field) =>
  each(objectOf(requirement).values, `${field}.values`, (value, at) => against(labelValue, at, textOf(value)));

const nodeField: Rule = (requirement, field) => {
  const { key, operator, values } = objectOf(requirement);
  const isKnown = operator === 'In' || operator === 'NotIn';
  const one = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
  return [
    ...when(isKnown && listOf(values).length !== 1, required(`${field}.values`, one)),
    ...when(!isKnown, invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator')),
    ...(key === 'metadata.name'
      ? each(values, `${field}.values`, (value, at) => against(dnsSubdomain, at, textOf(value)))
      : [invalid(`${field}.key`, key ?? '', 'not a valid field selector key')]),
  ];
};

const pods: Rule = (affinity, field) => {
  const { [REQUIRED]: must, [PREFERRED]: may } = objectOf(affinity);
  return [
    ...each(must, `${field}.${REQUIRED}`, podTerm),
    ...each(may, `${field}.${PREFERRED}`, (term, at) => [
      ...weight(objectOf(term).weight, `${at}.weight`),
      ...podTerm(objectOf(term).podAffinityTerm, `${at}.podAffinityTerm`),
    ]),
  ];
};

const podTerm: Rule = (term, field) => {
  const { labelSelector, namespaceSelector, namespaces, topologyKey } = objectOf(term);
  return [
    ...validateLabelSelector(labelSelector, `${field}.labelSelector`),
    ...validateLabelSelector(namespaceSelector, `${field}.namespaceSelector`),
    ...listOf(namespaces).flatMap((name) => against(dnsLabel, `${field}.namespace`, textOf(name))),
    ...topologyKeyCauses(textOf(topologyKey), `${field}.topologyKey`),
  ];
};

function topologyKeyCauses(key: string, field: string): Causes {
  return [...when(key === '', required(field, 'can not be empty')), ...against(labelKey, field, key)];
}

const weight: Rule = (value, field) => outside(value ?? 0, field, [1, 100], 'must be in the range 1-100');
