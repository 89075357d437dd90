import type { Json } from '../json.js';
import type { NameRule } from './name-rules.js';

/** One thing wrong with an object, as in `details.causes` of a Kubernetes Status. */
export type Cause = Readonly<{
  /** `spec.template.spec.containers[0].image` */
  field: string;
  reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueDuplicate'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong';
  message: string;
}>;

export type Causes = readonly Cause[];

export const NONE: Causes = [];

export function required(field: string, detail = ''): Cause {
  return { field, reason: 'FieldValueRequired', message: withDetail('Required value', detail) };
}

export function invalid(field: string, value: Json | undefined, detail: string): Cause {
  return { field, reason: 'FieldValueInvalid', message: withDetail(`Invalid value: ${shown(value)}`, detail) };
}

export function duplicate(field: string, value: string): Cause {
  return { field, reason: 'FieldValueDuplicate', message: `Duplicate value: ${shown(value)}` };
}

export function notSupported(field: string, value: Json | undefined, supported: readonly string[]): Cause {
  const detail = `supported values: ${supported.map(shown).join(', ')}`;
  return { field, reason: 'FieldValueNotSupported', message: withDetail(`Unsupported value: ${shown(value)}`, detail) };
}

export function forbidden(field: string, detail: string): Cause {
  return { field, reason: 'FieldValueForbidden', message: withDetail('Forbidden', detail) };
}

export function notFound(field: string, value: string, detail = ''): Cause {
  return { field, reason: 'FieldValueNotFound', message: withDetail(`Not found: ${shown(value)}`, detail) };
}

export function tooLong(field: string, mostBytes: number): Cause {
  return { field, reason: 'FieldValueTooLong', message: `Too long: may not be more than ${mostBytes} bytes` };
}

/** The cause if the condition holds. */
export function when(condition: boolean, cause: Cause): Causes {
  return condition ? [cause] : NONE;
}

/** What a naming rule says against a value. */
export function against(rule: NameRule, field: string, value: string): Causes {
  return rule(value).map((reason) => invalid(field, value, reason));
}

function withDetail(message: string, detail: string): string {
  return detail === '' ? message : `${message}: ${detail}`;
}

// Go escapes <, > and & in JSON, but not in a plain text.
function shown(value: Json | undefined): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return JSON.stringify(value ?? null).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
