import { type JsonObject, objectOf } from '#libs/kubernetes';
import { renderTableRow, tableHead } from '../table/render-table.js';
import type { Form } from './form.js';
import { partialMetadata } from './partial-metadata.js';
import type { Row, Showing } from './row.js';

/** One object as the client wants it. */
export function renderInForm(row: Row, form: Form, showing: Showing): JsonObject {
  switch (form.kind) {
    case 'object':
      return row.object;
    case 'metadata':
      return partialMetadata(row.object, form.version);
    case 'table': {
      const { resourceVersion } = objectOf(row.object.metadata);
      return { ...tableHead(form, showing), metadata: { resourceVersion }, rows: [renderTableRow(row, form, showing)] };
    }
  }
}
