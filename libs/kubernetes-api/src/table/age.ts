import type { Json } from '#libs/kubernetes';
import { humanDuration } from './human-duration.js';

/** The time since a moment of the API; `<unknown>` when there is none. */
export function ageOf(time: Json | undefined, now: Date): string {
  const then = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(then) ? '<unknown>' : humanDuration(now.getTime() - then);
}
