import { LRUCache } from 'lru-cache';
import type { ProjectionState, WarmStates } from '#libs/projections';

// A pod or a ReplicaSet takes about a kilobyte.
const MOST_OBJECTS = 20_000;

/** The states of the streams this worker was at last, so that a busy one is gone on with without reading its snapshot. */
export function warmStates(mostObjects = MOST_OBJECTS): WarmStates {
  return new LRUCache<number, ProjectionState>({
    maxSize: mostObjects,
    sizeCalculation: ({ model }) => 10 + model.pods.length + model.replicaSets.length,
  });
}
