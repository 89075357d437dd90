import { objectOf } from '#libs/kubernetes';
import { textOf } from '../json/reading.js';
import { column, NAME, type TableKind } from './table.js';

/** Objects that have no columns of their own, such as a Scale. */
export const DEFAULT_TABLE: TableKind = {
  columns: [NAME, column('Created At', 'When the object was made.', { type: 'date' })],
  cells: ({ metadata }) => [textOf(objectOf(metadata).name), textOf(objectOf(metadata).creationTimestamp)],
};
