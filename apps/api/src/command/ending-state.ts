import type { Decision, DeploymentEvent } from '#libs/history';
import type { ApiPorts } from '../ports.js';
import { LONGEST_WAIT } from './await-view.js';
import type { CurrentState } from './current-state.js';

const FOREGROUND = 'foregroundDeletion';

/**
 * A Deployment that was deleted in the foreground and is not gone yet, as the API shows it: its finalizer holds it, and it can be
 * written. Any other as it is.
 */
export async function withEnding(
  current: CurrentState,
  { reads, waitForView, now }: Pick<ApiPorts, 'reads' | 'waitForView' | 'now'>,
): Promise<CurrentState> {
  const { stream, state, streamPosition } = current;
  if (stream === undefined || state?.deleted !== true) return current;
  await waitForView(stream.id, streamPosition, LONGEST_WAIT);
  const row = await reads.findStandingDeployment(stream, now());
  if (row?.streamId !== stream.id || row.deletedAt === null) return current;
  const deletionTimestamp = row.deletedAt.toISOString().replace(/\.\d+Z$/, 'Z');
  const deployment = { ...state.deployment, finalizers: [FOREGROUND] };
  // Without its finalizer it is gone at once, and what it controls goes after it.
  const deletion = { propagationPolicy: 'Background', deletionTimestamp } as const;
  return { ...current, ending: true, state: { ...state, deleted: false, deployment, deletion } };
}

/** What a write to such a Deployment comes to: it is written, and stays deleted. */
export function stillEnding(decision: Decision): Decision {
  if (decision.events.length === 0) return decision;
  const waits = decision.after?.finalizers?.includes(FOREGROUND) === true;
  const deleted: DeploymentEvent = {
    type: 'DeploymentDeleted',
    schemaVersion: 1,
    payload: { propagationPolicy: waits ? 'Foreground' : 'Background' },
  };
  const changes = decision.events.filter(({ type }) => type !== 'DeploymentDeleted').map(withoutFinalizer);
  return { ...decision, events: [...changes, deleted] };
}

// The finalizer is shown of a deletion, and is no part of what people wrote.
function withoutFinalizer(event: DeploymentEvent): DeploymentEvent {
  if (event.type !== 'MetadataChanged' || event.payload.finalizers === undefined) return event;
  const finalizers = event.payload.finalizers.filter((finalizer) => finalizer !== FOREGROUND);
  return { ...event, payload: { ...event.payload, finalizers } };
}
