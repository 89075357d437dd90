import type { RequestContext } from '../graphql/request-context.js';
import type { ApiPorts } from '../ports.js';

/** Milliseconds a request waits for the views; then it answers with what they have, and says so. */
export const LONGEST_WAIT = 2000;

/**
 * Waits until the views of a stream show an event of it, for two seconds at most. When they do not, `extensions.behind`
 * of the answer says so.
 */
export async function awaitView(
  { waitForView }: Pick<ApiPorts, 'waitForView'>,
  { streamId, streamPosition }: Readonly<{ streamId: number; streamPosition: number }>,
  { extensions }: RequestContext,
): Promise<void> {
  const reached = await waitForView(streamId, streamPosition, LONGEST_WAIT);
  if (reached === 'reached') return;
  extensions.behind = { reason: reached, message: MESSAGES[reached] };
}

const MESSAGES = {
  timedOut: `the views were not there after ${LONGEST_WAIT} ms: what is shown is older than the change`,
  parked: 'the views of this Deployment stand still because an event of it cannot be replayed: what is shown is older',
} as const;
