import { object, text, version } from './fields.js';
import { BatchUnreadable } from './batch-unreadable.js';
import type { UndoReport } from './undo.js';

/** Most seconds that an agent may wait for an undo to be asked for. */
export const MOST_WAIT_SECONDS = 30;

/**
 * Which agent asks for undos, and how long it waits for one.
 * @throws BatchUnreadable
 */
export function parseUndosAsked(value: unknown): Readonly<{ agent: string; waitSeconds: number }> {
  const { agent, waitSeconds } = object(value, 'the body');
  if (!Number.isInteger(waitSeconds) || Number(waitSeconds) < 0 || Number(waitSeconds) > MOST_WAIT_SECONDS)
    throw new BatchUnreadable('waitSeconds', `a whole number from 0 to ${MOST_WAIT_SECONDS}`);
  return { agent: text(agent, 'agent'), waitSeconds: Number(waitSeconds) };
}

/**
 * What came of an undo, from JSON.
 * @throws BatchUnreadable
 */
export function parseUndoReport(value: unknown): UndoReport {
  const { id, outcome, message, resourceVersion } = object(value, 'the body');
  if (outcome !== 'applied' && outcome !== 'refused' && outcome !== 'conflict')
    throw new BatchUnreadable('outcome', 'applied, refused or conflict');
  return {
    id: version(id, 'id'),
    outcome,
    message: text(message, 'message'),
    ...(resourceVersion !== undefined && { resourceVersion: version(resourceVersion, 'resourceVersion') }),
  };
}
