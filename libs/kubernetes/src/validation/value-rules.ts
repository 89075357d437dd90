import { repeats } from '../repeats.js';
import type { Json } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { type Cause, type Causes, invalid, NONE, notSupported, required, when } from './cause.js';

/** What is wrong with a value, if it is there. */
export type Rule = (value: Json | undefined, field: string) => Causes;

export const NEGATIVE = 'must be greater than or equal to 0';
const LARGEST_ID = 2_147_483_647;

export const notNegative: Rule = (value, field) => when(numberOf(value) < 0, invalid(field, value, NEGATIVE));

export const fileMode: Rule = (value, field) =>
  value === undefined
    ? NONE
    : outside(value, field, [0, 0o777], 'must be a number between 0 and 0777 (octal), both inclusive');

/** A user or group id. */
export const identity: Rule = (value, field) => (value === undefined ? NONE : between(value, field, 0, LARGEST_ID));

export function between(value: Json | undefined, field: string, least: number, most: number): Causes {
  return outside(value, field, [least, most], `must be between ${least} and ${most}, inclusive`);
}

export function outside(
  value: Json | undefined,
  field: string,
  [least, most]: readonly [number, number],
  detail: string,
): Causes {
  const number = numberOf(value);
  return when(number < least || number > most, invalid(field, value, detail));
}

/** One of some words; empty is refused as missing. */
export function oneOf(supported: readonly string[]): Rule {
  return (value, field) => {
    if (value === undefined || value === '') return [required(field)];
    return supported.includes(textOf(value)) ? NONE : [notSupported(field, value, supported)];
  };
}

/** As `oneOf`, but may be absent. */
export function optionalOneOf(supported: readonly string[]): Rule {
  return (value, field) =>
    value === undefined || supported.includes(textOf(value)) ? NONE : [notSupported(field, value, supported)];
}

/** All elements under one rule, each with its own path. */
export function each(list: Json | undefined, field: string, rule: Rule): Causes {
  return listOf(list).flatMap((element, index) => rule(element, `${field}[${index}]`));
}

/** The named fields must not be empty. */
export function needs(value: Json | undefined, field: string, ...names: readonly string[]): Causes {
  return names.flatMap((name) => when(isEmpty(objectOf(value)[name]), required(`${field}.${name}`)));
}

/** Refuses what was there before among the elements, by their key. */
export function unique(keys: readonly string[], refuse: (index: number, key: string) => Cause): Causes {
  const isRepeated = repeats(keys);
  return keys.flatMap((key, index) => when(isRepeated[index] === true, refuse(index, key)));
}

/** Neither absolute nor upwards. */
export const descendingPath: Rule = (value, field) => [
  ...when(textOf(value).startsWith('/'), invalid(field, value, 'must be a relative path')),
  ...noBacksteps(value, field),
];

export const noBacksteps: Rule = (value, field) =>
  when(textOf(value).split('/').includes('..'), invalid(field, value, "must not contain '..'"));

/** A path inside a volume that the kubelet writes: not `..data` and the like. */
export const unreservedPath: Rule = (value, field) => [
  ...descendingPath(value, field),
  ...when(/^\.\.(?!\/)./.test(textOf(value)), invalid(field, value, "must not start with '..'")),
];

export function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
