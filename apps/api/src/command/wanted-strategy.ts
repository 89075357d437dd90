import type { JsonObject } from '#libs/kubernetes';
import { given } from './given.js';
import type { ChangeStrategyInput } from './spec-input.types.js';

/** A strategy as it is written in a manifest. */
export function wantedStrategy({
  type,
  maxSurge,
  maxUnavailable,
}: Pick<ChangeStrategyInput, 'type' | 'maxSurge' | 'maxUnavailable'>): JsonObject {
  const rollingUpdate = given({ maxSurge: intOrPercent(maxSurge), maxUnavailable: intOrPercent(maxUnavailable) });
  return { type, ...(Object.keys(rollingUpdate).length > 0 && { rollingUpdate }) };
}

function intOrPercent(text: string | null | undefined): string | number | undefined {
  if (text === undefined || text === null) return undefined;
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
