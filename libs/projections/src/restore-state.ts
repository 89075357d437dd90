import type { EventStore } from '#libs/event-store';
import type { PodTemplate } from '#libs/kubernetes';
import type { ProjectionState } from './projection-state.js';
import { readSnapshot } from './snapshot.js';
import type { StoredCheckpoint } from './view-store.js';

/** Where a fold goes on from; undefined for a stream that has no snapshot. */
export async function restoreState(
  log: Pick<EventStore, 'readTemplates'>,
  checkpoint: StoredCheckpoint | undefined,
): Promise<ProjectionState | undefined> {
  if (checkpoint?.snapshot === undefined) return undefined;
  const snapshot = readSnapshot(checkpoint.snapshot);
  const templates = await log.readTemplates(snapshot.templates);
  // The log keeps whole templates; what is read of them was checked when they were recorded.
  return snapshot.decode(templates as ReadonlyMap<string, unknown> as ReadonlyMap<string, PodTemplate>);
}
