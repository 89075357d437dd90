import type { LabelSelector, LabelSelectorRequirement, StringMap } from '../deployment.js';
import { meets, type Requirement } from './requirement.js';

const OPERATORS = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: 'doesNotExist' } as const;

/** Whether labels are selected: all of `matchLabels` and all of `matchExpressions` hold. An empty selector selects all. */
export function matchesSelector(selector: LabelSelector, labels: StringMap): boolean {
  return meets(requirementsOf(selector), labels);
}

/** A selector as conditions, sorted by key as Kubernetes prints them. */
export function requirementsOf({ matchLabels, matchExpressions }: LabelSelector): readonly Requirement[] {
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]): Requirement => ({
    key,
    operator: '=',
    values: [value],
  }));
  const expressed = (matchExpressions ?? []).map(readExpression);
  return [...equal, ...expressed].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function readExpression({ key, operator, values }: LabelSelectorRequirement): Requirement {
  return { key, operator: OPERATORS[operator], values: values ?? [] };
}
