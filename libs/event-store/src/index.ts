export { IdempotencyKeyReused, StreamConflict, StreamEnded } from './errors.js';
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
