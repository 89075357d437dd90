import type { JsonObject } from '#libs/kubernetes';
import { renderTableRow, tableHead } from '../table/render-table.js';
import type { Form } from './form.js';
import { partialMetadata } from './partial-metadata.js';
import type { Row, Showing } from './row.js';

/** A list but for its metadata and items, so that it can be written piece by piece. */
export type ListOutline = Readonly<{
  head: JsonObject;
  /** Where the items stand. */
  key: 'items' | 'rows';
  item: (row: Row) => JsonObject;
}>;

/** A list of objects as the client wants it; `apiVersion` is that of the objects. */
export function listOutline(form: Form, apiVersion: string, showing: Showing): ListOutline {
  switch (form.kind) {
    case 'object':
      return { head: { kind: `${showing.kind}List`, apiVersion }, key: 'items', item: ({ object }) => unnamed(object) };
    case 'metadata': {
      const head = { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${form.version}` };
      return { head, key: 'items', item: ({ object }) => partialMetadata(object, form.version) };
    }
    case 'table':
      return { head: tableHead(form, showing), key: 'rows', item: (row) => renderTableRow(row, form, showing) };
  }
}

// The items do not say their kind, as the list does.
function unnamed({ kind: _kind, apiVersion: _apiVersion, ...item }: JsonObject): JsonObject {
  return item;
}
