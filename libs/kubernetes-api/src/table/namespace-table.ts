import { objectOf } from '#libs/kubernetes';
import { textOf } from '../json/reading.js';
import { ageOf } from './age.js';
import { AGE, column, NAME, type TableKind } from './table.js';

/** Namespaces as `kubectl get namespaces` shows them. */
export const NAMESPACE_TABLE: TableKind = {
  columns: [NAME, column('Status', 'Active, or Terminating.'), AGE],
  cells: ({ metadata, status }, now) => [
    textOf(objectOf(metadata).name),
    textOf(objectOf(status).phase),
    ageOf(objectOf(metadata).creationTimestamp, now),
  ],
};
