export type { ClusterObject } from './cluster-object.js';
export { type Liveness, MOST_SIGHTINGS, type Sighting, type WatchBatch } from './sighting.js';
export { BatchUnreadable } from './batch-unreadable.js';
export { MOST_WAIT_SECONDS, parseUndoReport, parseUndosAsked, type UndosAsked } from './parse-undo-report.js';
export {
  LONGEST_MESSAGE,
  MOST_REPLICA_SETS,
  MOST_WAITING,
  newsOf,
  type PodsSeen,
  type ReplicaSetSeen,
  type Waiting,
} from './pods-seen.js';
export { parseUids, parseWatchBatch } from './parse-watch-batch.js';
export { UNDO_LEASE_SECONDS, UNDO_REQUEST, type UndoOrder, type UndoReport } from './undo.js';
