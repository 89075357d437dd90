import { ArgumentInvalid } from '#libs/history';
import type { LabelRequirement } from '#libs/postgres';

/**
 * A label selector as `kubectl -l` takes it: `app=web,tier!=db,env in (prod, staging),!canary,team`.
 * @throws ArgumentInvalid
 */
export function parseLabelSelector(text: string, field: string): readonly LabelRequirement[] {
  return splitOutsideParentheses(text).map((part) => parseRequirement(part.trim(), text, field));
}

/** Whether labels meet a selector, as the apiserver judges: `!=` and `notin` hold for a key that is not there. */
export function matchesLabels(
  labels: Readonly<Record<string, string>>,
  requirements: readonly LabelRequirement[],
): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
}

function splitOutsideParentheses(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/);
}

const KEY = String.raw`(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?`;
const EQUALITY = new RegExp(String.raw`^(${KEY})\s*(==|=|!=)\s*(${VALUE})$`);
const SET = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s*\((\s*${VALUE}\s*(?:,\s*${VALUE}\s*)*)\)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

function parseRequirement(part: string, text: string, field: string): LabelRequirement {
  const equality = EQUALITY.exec(part);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return { key, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] };
  }
  const set = SET.exec(part);
  if (set) {
    const [, key = '', operator, values = ''] = set;
    return {
      key,
      operator: operator === 'in' ? 'In' : 'NotIn',
      values: values.split(',').map((value) => value.trim()),
    };
  }
  const existence = EXISTENCE.exec(part);
  if (existence)
    return { key: existence[2] ?? '', operator: existence[1] === '!' ? 'DoesNotExist' : 'Exists', values: [] };
  throw new ArgumentInvalid(
    field,
    `${JSON.stringify(part)} in ${JSON.stringify(text)} is not a label requirement: write it as kubectl -l does, such as app=web,tier!=db,env in (prod,staging),!canary`,
  );
}
