export { type ClusterObject, type Liveness, MOST_SIGHTINGS, type Sighting, type WatchBatch } from './sighting.js';
export { BatchUnreadable, parseWatchBatch } from './parse-watch-batch.js';
