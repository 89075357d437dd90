import { type Step, withVersion } from './step.js';

/**
 * Steps of which none has a lower version than the one before. What a change did bears its position, though it occurred before
 * it was recorded, and what else happened in between comes after it; views that were late bring what has long been.
 */
export function raised(steps: readonly Step[], version: bigint): Readonly<{ steps: readonly Step[]; version: bigint }> {
  let highest = version;
  const rising = steps.map((step) => {
    if (step.version < highest) return withVersion(step, highest);
    highest = step.version;
    return step;
  });
  return { steps: rising, version: highest };
}
