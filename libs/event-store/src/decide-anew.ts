import { StreamConflict, StreamEnded } from './errors.js';

/** Whether somebody else wrote to the stream, or ended it, after it was read. */
export function wasOvertaken(error: unknown): error is StreamConflict | StreamEnded {
  return error instanceof StreamConflict || error instanceof StreamEnded;
}

/**
 * Reads, decides and appends; again when somebody else was faster, `mostAttempts` times in all.
 * @throws what `attempt` throws, StreamConflict and StreamEnded at the last attempt only
 */
export async function decideAnew<T>(mostAttempts: number, attempt: () => Promise<T>): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (number === mostAttempts || !wasOvertaken(error)) throw error;
    }
  }
}
