import type { IntOrPercent } from './deployment.js';

/** How many pods a rolling update may be over and under the number desired. */
export type Fenceposts = Readonly<{ surge: number; unavailable: number }>;

/**
 * maxSurge and maxUnavailable of some replicas: surge rounds up, unavailable down, and one of the two is at least 1, or the
 * rollout could never move (deployment_util.go, `ResolveFenceposts`).
 * 25% and 25% of 10 are surge 3, unavailable 2; 1% and 1% of 10 with surge 0 are surge 0, unavailable 1.
 */
export function resolveFenceposts(maxSurge: IntOrPercent, maxUnavailable: IntOrPercent, replicas: number): Fenceposts {
  const surge = scaledValue(maxSurge, replicas, Math.ceil);
  const unavailable = scaledValue(maxUnavailable, replicas, Math.floor);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

/** A number as it is, a percentage of a total rounded as told. What is neither counts as 0: validation refuses it. */
export function scaledValue(value: IntOrPercent, total: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = /^([+-]?\d+)%$/.exec(value)?.[1];
  return percent === undefined ? 0 : round((Number(percent) * total) / 100);
}
