import { describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { RECORDED_SESSIONS, requestsOf } from '../../../../test/support/recorded-session.js';
import { itemsOf, textOf } from '../json/reading.js';
import { tableOf } from './tables.js';

const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  events: 'Event',
  namespaces: 'Namespace',
  pods: 'Pod',
  replicasets: 'ReplicaSet',
  services: 'Service',
};

const answered = RECORDED_SESSIONS.flatMap((file) =>
  requestsOf(file).flatMap(({ url, responseBody }) => documentsOf(responseBody).map((document) => ({ url, document }))),
);

const tables = answered.flatMap(({ url, document }) => {
  const table = objectOf(document.object ?? document);
  return table.kind === 'Table' ? [{ kind: kindOf(url), table }] : [];
});

// Whole objects by the version they had, to compare rows with.
const objects = new Map(
  answered
    .flatMap(({ document }) => [document, objectOf(document.object), ...itemsOf(document.items)])
    .map((object) => [versionOf(object), object] as const),
);

describe('the columns of a Table, as recorded', () => {
  const withColumns = tables.filter(({ table }) => itemsOf(table.columnDefinitions).length > 0);
  const recorded = new Map(withColumns.map(({ kind, table }) => [kind, itemsOf(table.columnDefinitions)] as const));

  it.each(Object.values(KINDS))('of %s', (kind) => {
    const shown = tableOf(kind).columns.map(({ name, type, format, priority }) => ({ name, type, format, priority }));
    const columns = recorded.get(kind)?.map(({ name, type, format, priority }) => ({ name, type, format, priority }));
    expect(shown).toEqual(columns);
  });
});

describe('the cells of a Table, as recorded', () => {
  const rows = tables.flatMap(({ kind, table }) =>
    itemsOf(table.rows).map((row) => ({ kind, row, object: objects.get(versionOf(objectOf(row.object))) })),
  );

  it.each(['Deployment', 'Namespace', 'ReplicaSet', 'Service'])('of %s', (kind) => {
    const compared = rows.flatMap(({ row, object, ...of }) => (of.kind === kind && object ? [{ row, object }] : []));
    expect(compared.length).toBeGreaterThan(0);
    for (const { row, object } of compared)
      expect(withoutAge(kind, tableOf(kind).cells(object, new Date()))).toEqual(withoutAge(kind, row.cells));
  });
});

function withoutAge(kind: string, cells: unknown): readonly unknown[] {
  const columns = tableOf(kind).columns;
  return (cells as readonly unknown[]).filter((_cell, index) => columns[index]?.name !== 'Age');
}

function versionOf({ metadata }: JsonObject): string {
  const { uid, resourceVersion } = objectOf(metadata);
  return `${textOf(uid)} ${textOf(resourceVersion)}`;
}

function kindOf(url: string): string {
  const parts = (url.split('?')[0] ?? '').split('/');
  const resource = parts.find((part) => part in KINDS && part !== 'namespaces') ?? 'namespaces';
  return KINDS[resource] ?? resource;
}

// Watches answer a document a line; some documents are printed over several.
function documentsOf(body: unknown): readonly JsonObject[] {
  if (typeof body !== 'string') return [];
  const lines = body.split('\n').filter((line) => line.startsWith('{"'));
  return lines.length > 0 ? lines.map((line) => JSON.parse(line) as JsonObject) : [];
}
