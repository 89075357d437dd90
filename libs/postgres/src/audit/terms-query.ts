import type { TermGroup } from '#libs/audit';

/** Any of a group's terms, of which there must be one, as Postgres' tsquery: `'n:1'|'n:2'`. */
export function termsQuery(group: TermGroup): string {
  return group.map(lexeme).join('|');
}

function lexeme(text: string): string {
  return `'${text.replace(/['\\]/g, '$&$&')}'`;
}
