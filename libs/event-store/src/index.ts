export { canonicalJson } from './canonical-json.js';
export {
  AppendOutcomeUnknown,
  IdempotencyKeyReused,
  LogUnavailable,
  StreamConflict,
  StreamEnded,
  Unstorable,
} from './errors.js';
export type {
  Actor,
  Appended,
  EventStore,
  NewChange,
  NewEvent,
  Payload,
  Provenance,
  RecordedChange,
  RecordedEvent,
  Source,
  Stream,
  StreamName,
} from './event-store.js';
export { InMemoryEventStore, type Surroundings } from './in-memory-event-store.js';
export { leafBytes, LEAF_FORMAT, type LeafFacts } from './leaf-bytes.js';
export { LogTip, streamText, type KnownKey, type KnownTip, type StreamTip } from './log-tip.js';
export { refuseUnstorable } from './refuse-unstorable.js';
