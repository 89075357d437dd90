import type { StringMap } from '../deployment.js';

/** One condition on labels. Without values `exists` and `doesNotExist`; one value for `=`, `!=`, `>` and `<`. */
export type Requirement = Readonly<{
  key: string;
  operator: '=' | '!=' | 'in' | 'notin' | 'exists' | 'doesNotExist' | '>' | '<';
  values: readonly string[];
}>;

/** Whether labels meet all conditions; a `!=` and `notin` are met by an absent label. */
export function meets(requirements: readonly Requirement[], labels: StringMap): boolean {
  return requirements.every(({ key, operator, values }) => HOLDS[operator](labels[key], values));
}

type Holds = (value: string | undefined, values: readonly string[]) => boolean;

const isIn: Holds = (value, values) => value !== undefined && values.includes(value);

const HOLDS: Readonly<Record<Requirement['operator'], Holds>> = {
  '=': isIn,
  in: isIn,
  '!=': (value, values) => !isIn(value, values),
  notin: (value, values) => !isIn(value, values),
  exists: (value) => value !== undefined,
  doesNotExist: (value) => value === undefined,
  '>': (value, [bound]) => isBeyond('>', value, bound),
  '<': (value, [bound]) => isBeyond('<', value, bound),
};

function isBeyond(operator: '>' | '<', value: string | undefined, bound: string | undefined): boolean {
  if (!isInteger(value) || !isInteger(bound)) return false;
  const difference = BigInt(value) - BigInt(bound);
  return operator === '>' ? difference > 0n : difference < 0n;
}

export function isInteger(value: string | undefined): value is string {
  return value !== undefined && /^[+-]?\d+$/.test(value);
}
