/** How long and how much an append may take. The numbers hold together: see docs/adr/0001-group-commit.md. */
export type LogLimits = Readonly<{
  /** Most changes one transaction commits. */
  batchChanges: number;
  /** About how many bytes one transaction commits, give or take one change. */
  batchBytes: number;
  /** A process that holds the log and falls silent loses it after this long. */
  idleMilliseconds: number;
  /** How long to wait for the log while others hold it, before trying anew. */
  lockMilliseconds: number;
  /** How long one statement may run, waiting for the log included. */
  statementMilliseconds: number;
  /** How long an append is tried before it is given up. */
  appendMilliseconds: number;
}>;

export const LOG_LIMITS: LogLimits = {
  batchChanges: 256,
  batchBytes: 8 * 1024 * 1024,
  idleMilliseconds: 2_000,
  lockMilliseconds: 5_000,
  statementMilliseconds: 10_000,
  appendMilliseconds: 20_000,
};
