import { badRequest } from '../status/refusals.js';
import type { RequestRefused } from '../status/request-refused.js';
import type { ResourceKey } from '../resource/served-resources.js';
import { OLDER_NAMES, SELECTABLE_FIELDS } from './selectable-fields.js';

/** One condition on a field. */
export type FieldRequirement = Readonly<{ field: string; operator: '=' | '!='; value: string }>;

/**
 * Reads a field selector as `kubectl --field-selector` takes it: `metadata.name=web,status.phase!=Running`. In a value `\`
 * stands before `,`, `=` and itself. Only some fields of each resource can be asked for.
 */
export function parseFieldSelector(text: string, resource: ResourceKey): readonly FieldRequirement[] {
  const terms = splitTerms(text).filter((term) => term !== '');
  return terms.map((term) => known(readTerm(term, text), resource));
}

// A comma after a backslash belongs to the value.
function splitTerms(text: string): readonly string[] {
  return text.match(/(?:\\[\s\S]?|[^,\\])+/g) ?? [];
}

function readTerm(term: string, text: string): FieldRequirement {
  const match = /^((?:(?!!=)[^=])*)(!=|==|=)([\s\S]*)$/.exec(term);
  if (match === null) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
  const [, field = '', operator, value = ''] = match;
  return { field, operator: operator === '!=' ? '!=' : '=', value: unescaped(value) };
}

function unescaped(value: string): string {
  return value.replace(/\\([\s\S]?)|[,=]/g, (piece, escaped: string | undefined) => {
    if (escaped === undefined)
      throw badRequest(`invalid field selector: unescaped character in value: ${piece.codePointAt(0) ?? 0}`);
    if (![',', '=', '\\'].includes(escaped))
      throw badRequest(`invalid field selector: invalid escape sequence: ${piece}`);
    return escaped;
  });
}

function known(requirement: FieldRequirement, resource: ResourceKey): FieldRequirement {
  const field = OLDER_NAMES[resource]?.[requirement.field] ?? requirement.field;
  const fields = SELECTABLE_FIELDS[resource];
  if (!fields.includes(field)) throw unknownField(field, fields);
  return { ...requirement, field };
}

// A resource with the usual two fields lists them; the others do not.
function unknownField(field: string, fields: readonly string[]): RequestRefused {
  const isUsual = fields.length === 2 && fields.includes('metadata.namespace');
  const names = fields.map((name) => JSON.stringify(name)).join(', ');
  return badRequest(
    isUsual
      ? `${JSON.stringify(field)} is not a known field selector: only ${names}`
      : `field label not supported: ${field}`,
  );
}
