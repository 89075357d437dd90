import type { JsonObject } from '#libs/kubernetes';
import { type Form, groupVersion, renderInForm, type ServedResource, type Showing } from '#libs/kubernetes-api';
import type { ApiObject } from './step.js';
import type { WatchFormat } from './watch-format.js';

/** Objects of a resource in the form that a client accepts, as it may see them (`key` says as who); ages are told as of when they are written. */
export function formFormat(
  form: Form,
  served: ServedResource,
  { showing, show, key }: Readonly<{ showing: () => Showing; show: (object: ApiObject) => ApiObject; key: string }>,
): WatchFormat {
  const { kind } = served;
  const apiVersion = groupVersion(served);
  return {
    key: JSON.stringify([form, showing().extraColumns?.length ?? 0, key]),
    objectText: (object, isFirst) =>
      JSON.stringify(columnsOnce(renderInForm({ object: show(object) }, form, showing()), form, isFirst)),
    bookmarkText: (version, annotations) => {
      const metadata = { resourceVersion: String(version), ...(annotations && { annotations }) };
      return JSON.stringify(bookmark({ kind, apiVersion, metadata }, form));
    },
  };
}

// The columns are told once.
function columnsOnce(object: JsonObject, { kind }: Form, isFirst: boolean): JsonObject {
  return kind === 'table' && !isFirst ? { ...object, columnDefinitions: null } : object;
}

function bookmark(object: Pick<ApiObject, 'kind' | 'apiVersion'> & JsonObject, form: Form): JsonObject {
  switch (form.kind) {
    case 'object':
      return object;
    case 'metadata':
      return { ...object, kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${form.version}` };
    case 'table':
      return { ...object, kind: 'Table', apiVersion: `meta.k8s.io/${form.version}`, columnDefinitions: null, rows: [] };
  }
}
