export { canonicalJson } from './canonical-json.js';
export { Chain } from './chain.js';
export { decideAnew, wasOvertaken } from './decide-anew.js';
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
  Erasure,
  EventStore,
  KeyPlace,
  Leaf,
  NewChange,
  NewEvent,
  Payload,
  Provenance,
  RecordedChange,
  RecordedEvent,
  Source,
  Stream,
  StreamKind,
  StreamName,
} from './event-store.js';
export { type Sealing } from './in-memory-persons.js';
export { InMemoryEventStore, type Surroundings } from './in-memory-event-store.js';
export { leafBytes, LEAF_FORMAT, type LeafFacts, type LeafPersonal, leafText } from './leaf-bytes.js';
export { keyInPlace, LogTip, type KnownKey, type KnownTip, type StreamTip } from './log-tip.js';
export {
  authorOf,
  openPersonal,
  type OpenSealed,
  type Personal,
  sealActor,
  type Sealed,
  type SealedActor,
  type SealedPersonal,
  type SealFor,
  sealProvenance,
  type SealPurpose,
  sealRemark,
  tombstone,
} from './personal.js';
export { refuseUnstorable } from './refuse-unstorable.js';
export { wasUnavailable } from './was-unavailable.js';
