/** Why a manifest cannot be read. */
export type UnreadableReason =
  | 'SyntaxError'
  | 'DuplicateKey'
  | 'NotAnObject'
  | 'TextTooLong'
  | 'TooDeep'
  | 'TooManyDocuments'
  | 'TooManyValues'
  | 'NumberOutOfRange';

/** A manifest that cannot be read, and where. Lines and columns count from 1. */
export class ManifestUnreadable extends Error {
  readonly code = 'ManifestUnreadable';
  constructor(
    readonly reason: UnreadableReason,
    readonly line: number,
    readonly column: number,
    problem: string,
  ) {
    super(`line ${line}, column ${column}: ${problem}`);
  }
}
