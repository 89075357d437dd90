import type { TermGroup } from '#libs/audit';

/** The groups as Postgres' tsquery: `('k:RolloutUndone')&('n:1'|'n:2')`; '' for none. No group may be empty. */
export function termsQuery(groups: readonly TermGroup[]): string {
  return groups.map((group) => `(${group.map(lexeme).join('|')})`).join('&');
}

function lexeme(text: string): string {
  return `'${text.replace(/['\\]/g, '$&$&')}'`;
}
