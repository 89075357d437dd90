import { repeats } from '../repeats.js';
import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { compareQuantities } from '../quantity/compare-quantities.js';
import { formatQuantity } from '../quantity/format-quantity.js';
import { parseQuantity } from '../quantity/parse-quantity.js';
import { scalarText } from '../scalar-text.js';
import { type Causes, duplicate, forbidden, invalid, NONE, notFound, required, when } from './cause.js';
import { isExtended, isHugePages, isOvercommitAllowed, resourceNameReasons } from './resource-names.js';
import { NEGATIVE, type Rule } from './value-rules.js';

const ZERO = parseQuantity('0');

/** Requests and limits of one container; `claimNames` are the pod's resource claims. */
export function validateResources(resources: Json | undefined, field: string, claimNames: readonly string[]): Causes {
  const { limits, requests, claims } = objectOf(resources);
  return [
    ...amounts(limits, `${field}.limits`),
    ...sortedNames(requests).flatMap((name) => [
      ...amount(objectOf(requests)[name], `${field}.requests[${name}]`, name),
      ...withinLimit(name, objectOf(requests), objectOf(limits), field),
    ]),
    ...hugePagesAlone([...sortedNames(limits), ...sortedNames(requests)], field),
    ...claimCauses(claims, `${field}.claims`, claimNames),
  ];
}

/** Amounts by resource name, on their own: a pod's overhead. */
export const amounts: Rule = (list, field) =>
  sortedNames(list).flatMap((name) => amount(objectOf(list)[name], `${field}[${name}]`, name));

function amount(value: Json | undefined, field: string, name: string): Causes {
  return [
    ...resourceNameReasons(name).map((reason) => invalid(field, name, reason)),
    ...quantityCauses(value, field, name),
  ];
}

/** An amount may not be negative; one that comes in pieces must be whole. */
export function quantityCauses(value: Json | undefined, field: string, name: string): Causes {
  const quantity = parseQuantity(scalarText(value ?? '0'));
  const text = formatQuantity(quantity);
  const isWhole = quantity.exponent >= 0 || quantity.unscaled % 10n ** BigInt(-quantity.exponent) === 0n;
  return [
    ...when(compareQuantities(quantity, ZERO) < 0, invalid(field, text, NEGATIVE)),
    ...when(isExtended(name) && !isWhole, invalid(field, text, 'must be an integer')),
    ...when(
      isHugePages(name) && !isMultiple(text, name),
      invalid(field, text, `${text} is not positive integer multiple of ${name}`),
    ),
  ];
}

function withinLimit(name: string, requests: JsonObject, limits: JsonObject, field: string): Causes {
  const [requested, limit] = [requests, limits].map((list) => list[name]);
  const mustBeEqual = !isOvercommitAllowed(name);
  if (limit === undefined)
    return when(mustBeEqual, required(`${field}.limits`, 'Limit must be set for non overcommitable resources'));
  const order = compareQuantities(parseQuantity(scalarText(requested ?? '0')), parseQuantity(scalarText(limit)));
  const refuse = (words: string): Causes => [
    invalid(`${field}.requests`, scalarText(requested ?? '0'), `${words} ${name} limit of ${scalarText(limit)}`),
  ];
  if (mustBeEqual && order !== 0) return refuse('must be equal to');
  return order > 0 ? refuse('must be less than or equal to') : NONE;
}

function hugePagesAlone(names: readonly string[], field: string): Causes {
  const hasOther = names.includes('cpu') || names.includes('memory');
  return when(names.some(isHugePages) && !hasOther, forbidden(field, 'HugePages require cpu or memory'));
}

function isMultiple(text: string, name: string): boolean {
  try {
    const [size, value] = [name.slice('hugepages-'.length), text].map((part) => parseQuantity(part).unscaled);
    return size !== undefined && size > 0n && value !== undefined && value % size === 0n;
  } catch {
    return false; // the page size in the name is no quantity
  }
}

function claimCauses(claims: Json | undefined, field: string, claimNames: readonly string[]): Causes {
  const names = listOf(claims).map((claim) => textOf(objectOf(claim).name));
  const isRepeated = repeats(names);
  const known = claimNames.length === 0 ? ' which is empty' : `: ${[...claimNames].sort().join(', ')}`;
  return names.flatMap((name, index) => {
    const at = `${field}[${index}]`;
    if (name === '') return [required(at)];
    return [
      ...when(isRepeated[index] === true, duplicate(at, name)),
      ...when(
        !claimNames.includes(name),
        notFound(at, name, `must be one of the names in pod.spec.resourceClaims${known}`),
      ),
    ];
  });
}

function sortedNames(list: Json | undefined): readonly string[] {
  return Object.keys(objectOf(list)).sort(byteOrder);
}
