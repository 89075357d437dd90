import type { Json, JsonObject } from '../json.js';
import { objectOf, textOf } from '../json-shape.js';
import { against, type Causes, forbidden, invalid, NONE, notSupported, required, when } from './cause.js';
import { percent } from './name-rules.js';
import { NEGATIVE, type Rule } from './value-rules.js';

/** How a Deployment replaces pods (apps/validation, `ValidateDeploymentStrategy`). */
export const validateStrategy: Rule = (strategy, field) => {
  const { type, rollingUpdate } = objectOf(strategy);
  const at = `${field}.rollingUpdate`;
  switch (textOf(type)) {
    case 'Recreate':
      return when(
        rollingUpdate !== undefined,
        forbidden(at, "may not be specified when strategy `type` is 'Recreate'"),
      );
    case 'RollingUpdate':
      if (rollingUpdate === undefined) return [required(at, 'this should be defaulted and never be nil')];
      return rollingUpdateCauses(objectOf(rollingUpdate), at);
    default:
      return [notSupported(field, internalForm(objectOf(strategy)), ['Recreate', 'RollingUpdate'])];
  }
};

function rollingUpdateCauses({ maxUnavailable, maxSurge }: JsonObject, field: string): Causes {
  const at = `${field}.maxUnavailable`;
  const isStuck = valueOf(maxUnavailable) === 0 && valueOf(maxSurge) === 0;
  const isBeyond =
    typeof maxUnavailable === 'string' && percent(maxUnavailable).length === 0 && valueOf(maxUnavailable) > 100;
  return [
    ...positive(maxUnavailable, at),
    ...positive(maxSurge, `${field}.maxSurge`),
    ...when(isStuck, invalid(at, maxUnavailable, 'may not be 0 when `maxSurge` is 0')),
    ...when(isBeyond, invalid(at, maxUnavailable, 'must not be greater than 100%')),
  ];
}

const positive: Rule = (value, field) => {
  if (typeof value === 'string') return against(percent, field, value);
  return typeof value === 'number' && value < 0 ? [invalid(field, value, NEGATIVE)] : NONE;
};

function valueOf(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && percent(value).length === 0 ? Number.parseInt(value, 10) : 0;
}

// Kubernetes prints its own form of the strategy, whose fields have capitals.
function internalForm({ type, rollingUpdate }: JsonObject): Json {
  if (rollingUpdate === undefined) return { Type: type ?? '', RollingUpdate: null };
  const { maxUnavailable, maxSurge } = objectOf(rollingUpdate);
  return {
    Type: type ?? '',
    RollingUpdate: { MaxUnavailable: maxUnavailable ?? 0, MaxSurge: maxSurge ?? 0 },
  };
}
