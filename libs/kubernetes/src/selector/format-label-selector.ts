import type { LabelSelector } from '../deployment.js';
import { requirementsOf } from './matches-selector.js';
import type { Requirement } from './requirement.js';

/** A selector as kubectl prints it: `app=web,tier in (a,b),!canary`; one that selects everything is `<none>`. */
export function formatLabelSelector(selector: LabelSelector): string {
  const text = formatRequirements(requirementsOf(selector));
  return text === '' ? '<none>' : text;
}

/** Conditions in the syntax of `kubectl -l`. */
export function formatRequirements(requirements: readonly Requirement[]): string {
  return requirements.map(formatRequirement).join(',');
}

function formatRequirement({ key, operator, values }: Requirement): string {
  if (operator === 'exists') return key;
  if (operator === 'doesNotExist') return `!${key}`;
  if (operator === 'in' || operator === 'notin') return `${key} ${operator} (${[...values].sort().join(',')})`;
  return `${key}${operator}${values.join(',')}`;
}
