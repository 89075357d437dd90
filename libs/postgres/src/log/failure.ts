import pg from 'pg';
import { MasterKeyMissing, MasterKeyWrong } from '#libs/sealing';
import { CommitInterrupted } from './commit-batch.js';

/** What to do about an error of Postgres or of the way to it. */
export type Failure =
  /** Try again: the same may go well. */
  | 'transient'
  /** It is about what was sent, and would fail again. */
  | 'permanent';

export function classifyFailure(error: unknown): Failure {
  if (error instanceof CommitInterrupted) return 'transient';
  if (!(error instanceof pg.DatabaseError)) return isBrokenWay(error) ? 'transient' : 'permanent';
  const code = error.code ?? '';
  return TRANSIENT_CODES.has(code) || TRANSIENT_CLASSES.has(code.slice(0, 2)) ? 'transient' : 'permanent';
}

const TRANSIENT_CODES = new Set([
  '25P02', // in_failed_sql_transaction: a statement before this one failed
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
  '25006', // read_only_sql_transaction: this server is a standby now
  '55P03', // lock_not_available: lock_timeout
  '57014', // query_canceled: statement_timeout
]);

// connection, transaction rollback, insufficient resources, operator intervention, system error
const TRANSIENT_CLASSES = new Set(['08', '40', '53', '57', '58']);

// Node's own errors (ECONNREFUSED …) bear a code; pg's have nothing but their text.
function isBrokenWay(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof MasterKeyMissing || error instanceof MasterKeyWrong) return false;
  return 'code' in error || /connect|timeout|queryable/i.test(error.message);
}

/** In a few words, for a refusal's message. */
export function failureText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return failureText(error.errors[0]);
  if (error instanceof CommitInterrupted) return failureText(error.cause);
  return error instanceof Error ? error.message : String(error);
}
