import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { DEPLOYMENT_EXTRA_COLUMNS } from '../table/extra-columns.js';
import type { Form, IncludeObject } from './form.js';
import { WHOLE } from './form.js';
import { listOutline } from './list-outline.js';
import { renderInForm } from './render-form.js';

const showing = { kind: 'Namespace', now: new Date('2026-01-01T00:01:00Z') };
const metadata = { name: 'shop', resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z' };
const object: JsonObject = { kind: 'Namespace', apiVersion: 'v1', metadata, status: { phase: 'Active' } };
const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };

const table = (includeObject: IncludeObject, version: 'v1' | 'v1beta1' = 'v1'): Form => ({
  kind: 'table',
  version,
  includeObject,
});

describe('one object', () => {
  it('when it is wanted whole, it is given as it is', () => {
    expect(renderInForm({ object }, WHOLE, showing)).toBe(object);
  });

  it('when its metadata is wanted, nothing else is given', () => {
    expect(renderInForm({ object }, { kind: 'metadata', version: 'v1' }, showing)).toEqual(partial);
  });

  it('when a Table is wanted, it has one row and the version of the object', () => {
    expect(renderInForm({ object }, table('Metadata'), showing)).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: '7' },
      rows: [{ cells: ['shop', 'Active', '60s'], object: partial }],
    });
  });

  it.each([
    ['None', undefined],
    ['Object', object],
  ] as const)('when the row is to include %s, it does', (include, included) => {
    const { rows } = renderInForm({ object }, table(include), showing);
    expect(rows).toEqual([{ cells: ['shop', 'Active', '60s'], ...(included && { object: included }) }]);
  });
});

describe('a list', () => {
  const written = (form: Form, more: object = {}): JsonObject => {
    const { head, key, item } = listOutline(form, 'v1', { ...showing, ...more });
    return { ...head, [key]: [item({ object, extraCells: ['alice'] })] };
  };

  it('when objects are wanted, its items do not say their kind', () => {
    expect(written(WHOLE)).toEqual({
      kind: 'NamespaceList',
      apiVersion: 'v1',
      items: [{ metadata, status: { phase: 'Active' } }],
    });
  });

  it('when metadata is wanted, its items do', () => {
    expect(written({ kind: 'metadata', version: 'v1' })).toEqual({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      items: [partial],
    });
  });

  it('when a Table of the older version is wanted, it and its rows say so', () => {
    expect(written(table('Metadata', 'v1beta1'))).toMatchObject({
      apiVersion: 'meta.k8s.io/v1beta1',
      rows: [{ object: { apiVersion: 'meta.k8s.io/v1beta1' } }],
    });
  });

  it('when there are columns of our own, they stand last, and cells that are missing are empty', () => {
    const { rows, columnDefinitions } = written(table('None'), { extraColumns: DEPLOYMENT_EXTRA_COLUMNS });
    expect(rows).toEqual([{ cells: ['shop', 'Active', '60s', 'alice', ''] }]);
    expect(columnDefinitions).toMatchObject([{}, {}, {}, { name: 'Last Actor', priority: 1 }, { name: 'Why' }]);
  });
});
