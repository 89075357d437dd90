import { ArgumentInvalid, type PodLifeAssumption } from '#libs/history';
import { given } from '../command/given.js';
import { LimitExceeded } from '../limit/limit-exceeded.js';
import { LIMITS } from '../limit/limits.js';
import { LONGEST_POD_LIFE } from '../setting/longest-pod-life.js';
import type { PlanInput } from './plan-input.types.js';

/** @throws ArgumentInvalid, LimitExceeded */
export function podLifeAssumptions({ podLife }: PlanInput): readonly PodLifeAssumption[] {
  const assumptions = podLife ?? [];
  if (assumptions.length > LIMITS.assumptions) {
    throw new LimitExceeded(
      'assumptions',
      `the plan has ${assumptions.length} assumptions, at most ${LIMITS.assumptions} are allowed`,
    );
  }
  return assumptions.map((assumption, index) => {
    refuseSeconds(assumption.startSeconds, `change.podLife[${index}].startSeconds`);
    refuseSeconds(assumption.terminationSeconds, `change.podLife[${index}].terminationSeconds`);
    return given({ ...assumption });
  });
}

function refuseSeconds(value: number | null | undefined, field: string): void {
  if (value === undefined || value === null || (value >= 0 && value <= LONGEST_POD_LIFE)) return;
  throw new ArgumentInvalid(field, `must be between 0 and ${LONGEST_POD_LIFE} seconds, not ${value}`);
}
