import type { Requirement } from '#libs/kubernetes';

/** The SQL of one requirement of a label selector, about the labels of `view.deployment d`. */
export function labelCondition({ key, operator, values }: Requirement, bind: (value: unknown) => string): string {
  // By the index; a parameter that is bound must stand in the statement.
  if (operator === '=') return `d.labels @> ${bind(JSON.stringify({ [key]: values[0] }))}::jsonb`;
  const value = `d.labels ->> ${bind(key)}::text`;
  switch (operator) {
    case 'in':
      return `${value} = any(${bind(values)}::text[])`;
    case '!=':
    case 'notin':
      return `(${value} = any(${bind(values)}::text[])) is not true`;
    case 'exists':
      return `${value} is not null`;
    case 'doesNotExist':
      return `${value} is null`;
    case '>':
    case '<':
      return `case when ${value} ~ '^[+-]?[0-9]+$' then (${value})::numeric ${operator} ${bind(values[0])}::numeric else false end`;
  }
}
