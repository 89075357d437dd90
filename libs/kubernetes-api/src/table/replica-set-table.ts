import { formatLabelSelector, objectOf } from '#libs/kubernetes';
import { numberOf, textOf } from '../json/reading.js';
import { ageOf } from './age.js';
import { AGE, column, INTEGER, NAME, type TableKind, WIDE } from './table.js';
import { TEMPLATE_COLUMNS, templateCells } from './template-cells.js';

/** ReplicaSets as `kubectl get replicasets` shows them. */
export const REPLICA_SET_TABLE: TableKind = {
  columns: [
    NAME,
    column('Desired', 'How many pods there are to be.', INTEGER),
    column('Current', 'How many pods there are, without those that are ending.', INTEGER),
    column('Ready', 'How many of them are ready.', INTEGER),
    AGE,
    ...TEMPLATE_COLUMNS,
    column('Selector', 'Which pods are its own, by their labels.', WIDE),
  ],
  cells: ({ metadata, spec, status }, now) => [
    textOf(objectOf(metadata).name),
    numberOf(objectOf(spec).replicas),
    numberOf(objectOf(status).replicas),
    numberOf(objectOf(status).readyReplicas),
    ageOf(objectOf(metadata).creationTimestamp, now),
    ...templateCells(objectOf(spec)),
    formatLabelSelector(objectOf(objectOf(spec).selector)),
  ],
};
