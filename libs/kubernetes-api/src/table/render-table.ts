import type { Json, JsonObject } from '#libs/kubernetes';
import type { Form } from '../form/form.js';
import { partialMetadata } from '../form/partial-metadata.js';
import type { Row, Showing } from '../form/row.js';
import { tableOf } from './tables.js';

type TableForm = Extract<Form, { kind: 'table' }>;

/** A Table without its metadata and rows. */
export function tableHead({ version }: TableForm, { kind, extraColumns = [] }: Showing): JsonObject {
  const columnDefinitions = [...tableOf(kind).columns, ...extraColumns];
  return { kind: 'Table', apiVersion: `meta.k8s.io/${version}`, columnDefinitions };
}

/** One row of a Table (meta/v1 `TableRow`). */
export function renderTableRow({ object, extraCells = [] }: Row, form: TableForm, showing: Showing): JsonObject {
  const { kind, now, extraColumns = [] } = showing;
  const { cells, conditions } = tableOf(kind);
  const extra = extraColumns.map((_column, index): Json => extraCells[index] ?? '');
  const told = conditions?.(object) ?? [];
  const included = includedObject(object, form);
  return {
    cells: [...cells(object, now), ...extra],
    ...(told.length > 0 && { conditions: told }),
    ...(included && { object: included }),
  };
}

function includedObject(object: JsonObject, { includeObject, version }: TableForm): JsonObject | undefined {
  switch (includeObject) {
    case 'None':
      return undefined;
    case 'Metadata':
      return partialMetadata(object, version);
    case 'Object':
      return object;
  }
}
