export { type Checkpoint, checkpointText, parseCheckpoint } from './checkpoint.js';
export { CompactTree, foldSubtrees } from './compact-tree.js';
export { fromBase64, fromHex, toBase64, toHex } from './encoding.js';
export { EXPORT_FORMAT, type ExportHeader, exportLine } from './export-lines.js';
export {
  fingerprint,
  keyFor,
  keyProblem,
  keyStatement,
  type LogKey,
  originOf,
  type VerifySignature,
} from './key-chain.js';
export { makeConsistencyPath, makeInclusionPath, makeRoot, type ReadSubtrees } from './make-proof.js';
export { emptyRoot, type Hash, leafHash, nodeHash, sameHash, type Sha256 } from './merkle.js';
export { type Subtree, subtreesOf } from './ranges.js';
export { formatNote, noteKeyHash, parseNote, type SignedNote } from './signed-note.js';
export { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './verify-proof.js';
