import type { DeploymentPlace } from '#libs/postgres';
import type { RequestContext } from '../graphql/request-context.js';
import type { ApiPorts } from '../ports.js';

/** Milliseconds a request waits for the views; then it answers with what they have, and says so. */
export const LONGEST_WAIT = 2000;

type Wait = Readonly<{ minPosition: bigint | undefined; context: RequestContext }>;

/**
 * Waits until the view of a name's newest incarnation has taken in its changes up to a position, for two seconds at most.
 * When that was not enough, `extensions.behind` of the answer says so.
 */
export async function awaitView(
  { store, reads }: Pick<ApiPorts, 'store' | 'reads'>,
  { cluster, namespace, name }: DeploymentPlace,
  { minPosition, context }: Wait,
): Promise<boolean> {
  if (minPosition === undefined) return true;
  const stream = await store.findStream(cluster, namespace, name);
  if (stream === undefined) return true;
  if (await isThereInTime(() => reads.isCaughtUp(stream.id, minPosition), LONGEST_WAIT)) return true;
  context.extensions['behind'] = {
    message: `the view has not reached position ${minPosition} after ${LONGEST_WAIT} ms: what is shown may be older`,
    position: String(minPosition),
  };
  return false;
}

// The view is there some milliseconds after the doorbell: it is asked often at first, then ever more seldom.
/** Asks until the answer is yes; no when it was not within `longest` milliseconds. */
export async function isThereInTime(isThere: () => Promise<boolean>, longest: number): Promise<boolean> {
  const end = performance.now() + longest;
  for (let pause = 2; !(await isThere()); pause = Math.min(pause * 1.5, 100)) {
    if (performance.now() + pause > end) return false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return true;
}
