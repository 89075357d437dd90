import { AppendOutcomeUnknown, LogUnavailable } from './errors.js';

/** Whether an error is of the way to the log, and not of what was asked: the same may go well another time. */
export function wasUnavailable(error: unknown): boolean {
  if (error instanceof LogUnavailable || error instanceof AppendOutcomeUnknown) return true;
  if (!(error instanceof Error)) return false;
  const { code, message } = error as Error & Readonly<{ code?: unknown }>;
  return typeof code === 'string' ? SQLSTATE_OR_SYSTEM.test(code) : BROKEN_WAY.test(message);
}

// What a driver says of its connection bears no code.
const BROKEN_WAY = /^(?:Connection terminated|Query read timeout|timeout exceeded|Client has encountered a connection)/;

// connection, transaction rollback, insufficient resources, not in prerequisite state, operator intervention; ECONNREFUSED
const SQLSTATE_OR_SYSTEM = /^(?:(?:08|40|53|55|57)[0-9A-Z]{3}|E[A-Z]+)$/;
