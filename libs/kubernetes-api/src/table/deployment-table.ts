import { formatLabelSelector, objectOf } from '#libs/kubernetes';
import { numberOf, textOf } from '../json/reading.js';
import { ageOf } from './age.js';
import { AGE, column, NAME, type TableKind, WIDE } from './table.js';
import { TEMPLATE_COLUMNS, templateCells } from './template-cells.js';

/** Deployments as `kubectl get deployments` shows them. */
export const DEPLOYMENT_TABLE: TableKind = {
  columns: [
    NAME,
    column('Ready', 'Ready pods, of those desired.'),
    column('Up-to-date', 'Pods of the present template, without those that are ending.'),
    column('Available', 'Pods that have been ready for minReadySeconds.'),
    AGE,
    ...TEMPLATE_COLUMNS,
    column('Selector', 'Which pods are its own, by their labels.', WIDE),
  ],
  cells: (object, now) => {
    const { metadata, spec, status } = object;
    const { replicas, selector } = objectOf(spec);
    const { readyReplicas, updatedReplicas, availableReplicas } = objectOf(status);
    return [
      textOf(objectOf(metadata).name),
      `${numberOf(readyReplicas)}/${numberOf(replicas)}`,
      numberOf(updatedReplicas),
      numberOf(availableReplicas),
      ageOf(objectOf(metadata).creationTimestamp, now),
      ...templateCells(objectOf(spec)),
      formatLabelSelector(objectOf(selector)),
    ];
  },
};
