import { type Decision, DeploymentExists } from '#libs/history';
import type { ApiPorts } from '../ports.js';
import { LONGEST_WAIT } from './await-view.js';
import type { CurrentState } from './current-state.js';
import { ViewBehind } from './refusals.js';

/**
 * Refuses to make a Deployment whose name is not free yet: the one before it waits in the foreground for what it controls to go.
 * @throws DeploymentExists, ViewBehind
 */
export async function refuseTakenName(
  decision: Decision,
  { stream, streamPosition }: CurrentState,
  { reads, waitForView, now }: Pick<ApiPorts, 'reads' | 'waitForView' | 'now'>,
): Promise<void> {
  if (stream === undefined || !decision.events.some(({ type }) => type === 'DeploymentCreated')) return;
  // What the one before left behind is taken over: it must be known.
  const reached = await waitForView(stream.id, streamPosition, LONGEST_WAIT);
  if (reached === 'timedOut') throw new ViewBehind(`${stream.namespace}/${stream.name}`);
  const row = await reads.findStandingDeployment(stream, now());
  if (row !== undefined && row.deletedAt !== null) throw new DeploymentExists(stream.name, true);
}
