import type { Area, Scope } from '#libs/access';

/**
 * The SQL that keeps a reader to the namespaces of a scope: the one place where it is made. `table` has the columns
 * `cluster` and `namespace`; a pattern without `*` is an equality, so that an index can answer it.
 */
export function placeCondition(table: string, scope: Scope, bind: (value: unknown) => string): string {
  if (scope === 'all') return 'true';
  const areas = scope.map(({ cluster, namespace }: Area) =>
    [columnCondition(`${table}.cluster`, cluster, bind), columnCondition(`${table}.namespace`, namespace, bind)].join(
      ' and ',
    ),
  );
  return areas.length === 0 ? 'false' : `(${areas.map((area) => `(${area})`).join(' or ')})`;
}

function columnCondition(column: string, pattern: string, bind: (value: unknown) => string): string {
  if (pattern === '*') return `${column} is not null`;
  if (!pattern.includes('*')) return `${column} = ${bind(pattern)}`;
  return `${column} like ${bind(pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%'))}`;
}
