import type { Json } from '../json.js';
import { parseQuantity } from '../quantity/parse-quantity.js';
import { QuantityUnreadable } from '../quantity/quantity.js';
import { scalarText } from '../scalar-text.js';

/** Tells a mismatch, with how Go names the value when it is not simply its kind. */
type Mismatch = (told?: string) => string;

type Check = (value: Json, mismatch: Mismatch) => string | undefined;

/** Why Go cannot read a value into a type without fields; undefined when it can. */
export function scalarError(type: string, value: Json, mismatch: Mismatch): string | undefined {
  return (CHECKS[type] ?? textError)(value, mismatch);
}

/** How Go names the kind of a JSON value. */
export function goKind(value: Json): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

const CHECKS: Readonly<Record<string, Check>> = {
  bool: (value, mismatch) => (typeof value === 'boolean' ? undefined : mismatch()),
  int32: (value, mismatch) => integerError(value, 2 ** 31, mismatch),
  int64: (value, mismatch) => integerError(value, 2 ** 63, mismatch),
  'intstr.IntOrString': (value) =>
    typeof value === 'string'
      ? undefined
      : integerError(
          value,
          2 ** 31,
          (told) => `json: cannot unmarshal ${told ?? goKind(value)} into Go value of type int32`,
        ),
  'resource.Quantity': quantityError,
  'v1.Time': timeError,
  'v1.FieldsV1': () => undefined,
  opaque: () => undefined,
};

const textError: Check = (value, mismatch) => (typeof value === 'string' ? undefined : mismatch());

function integerError(value: Json, range: number, mismatch: Mismatch): string | undefined {
  if (typeof value !== 'number') return mismatch();
  const isWithin = Number.isInteger(value) && value >= -range && value < range;
  return isWithin ? undefined : mismatch(`number ${value}`);
}

function quantityError(value: Json): string | undefined {
  try {
    parseQuantity(scalarText(value).trim());
    return undefined;
  } catch (error) {
    if (error instanceof QuantityUnreadable) return error.message;
    throw error;
  }
}

function timeError(value: Json): string | undefined {
  if (typeof value !== 'string') return `json: cannot unmarshal ${goKind(value)} into Go value of type string`;
  const isTime =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
  if (isTime) return undefined;
  const text = JSON.stringify(value);
  return `parsing time ${text} as "2006-01-02T15:04:05Z07:00": cannot parse ${text} as "2006"`;
}
