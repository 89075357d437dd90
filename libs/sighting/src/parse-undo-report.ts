import { object, text, texts, version } from './fields.js';
import { BatchUnreadable } from './batch-unreadable.js';
import type { UndoReport } from './undo.js';

/** Most seconds that an agent may wait for an undo to be asked for. */
export const MOST_WAIT_SECONDS = 30;

/** Which agent asks for undos, of which namespaces (all when not said), and how long it waits for one. */
export type UndosAsked = Readonly<{ agent: string; namespaces?: readonly string[]; waitSeconds: number }>;

/**
 * What an agent asks for, from JSON.
 * @throws BatchUnreadable
 */
export function parseUndosAsked(value: unknown): UndosAsked {
  const { agent, namespaces, waitSeconds } = object(value, 'the body');
  if (!Number.isInteger(waitSeconds) || Number(waitSeconds) < 0 || Number(waitSeconds) > MOST_WAIT_SECONDS)
    throw new BatchUnreadable('waitSeconds', `a whole number from 0 to ${MOST_WAIT_SECONDS}`);
  return {
    agent: text(agent, 'agent'),
    ...(namespaces !== undefined && { namespaces: texts(namespaces, 'namespaces') }),
    waitSeconds: Number(waitSeconds),
  };
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
