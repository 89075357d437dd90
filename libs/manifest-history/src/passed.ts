import type { UnreadableFile } from './file-change.js';

/** What was found in a file and not taken, or not as it stood. */
export type Passed = Readonly<{
  reason: PassedReason;
  path: string;
  /** `namespace/name` of the Deployment, where it has one. */
  object?: string;
  message: string;
}>;

export type PassedReason =
  | UnreadableFile
  | 'OtherKind'
  | 'PartialManifest'
  | 'InvalidManifest'
  /** Another file, or another document, has the same Deployment and counts. */
  | 'Duplicate'
  /** Taken, but for fields that no Deployment has. */
  | 'UnknownField'
  /** Written anew with the same meaning: formatted, commented, moved. */
  | 'Unchanged';
