/** The audit index lacks changes that the log had when it was asked. */
export class AuditIndexBehind extends Error {
  readonly code = 'AuditIndexBehind';
  constructor(
    readonly position: bigint,
    readonly head: bigint,
  ) {
    super(`the audit index is being made: it has ${position} of ${head} events; try again later`);
  }
}
