import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { type Form, SERVED_RESOURCES, WHOLE } from '#libs/kubernetes-api';
import { type Answer, ok } from './answer.js';
import { inForm } from './in-form.js';
import type { KubernetesRequest } from './kubernetes-request.js';

const TABLE: Form = { kind: 'table', version: 'v1', includeObject: 'None' };
const METADATA: Form = { kind: 'metadata', version: 'v1' };
const metadata = { name: 'web', resourceVersion: '7' };
const deployment = (kind = 'Deployment'): JsonObject => ({ kind, metadata, spec: { replicas: 1 } });

function formed(answer: Answer, form: Form, extras = true): Promise<Answer> {
  const served = SERVED_RESOURCES['deployments.apps'];
  const request = { served, resource: 'deployments.apps', now: new Date(0) } as unknown as KubernetesRequest;
  return inForm(answer, { form, request, ports: { extras } });
}

const rowsOf = (answer: Answer): unknown => (answer.kind === 'object' ? answer.object.rows : undefined);

describe('an answer in the form that is accepted', () => {
  it('when whole objects are, it is left as it is', async () => {
    const answer = ok(deployment());
    expect(await formed(answer, WHOLE)).toBe(answer);
  });

  it('when a Table is, one object is a row, with what is said of it beyond a cluster', async () => {
    const extraCells = () => Promise.resolve(['alice', 'because']);
    const answer = await formed({ ...ok(deployment()), extraCells, warnings: ['careful'] }, TABLE);
    expect(rowsOf(answer)).toEqual([
      { cells: ['web', '0/1', 0, 0, '<unknown>', '', '', '<none>', 'alice', 'because'] },
    ]);
    expect(answer).toMatchObject({ warnings: ['careful'], object: { metadata: { resourceVersion: '7' } } });
  });

  it('when Rollbook says no more than a cluster, nothing more is asked for', async () => {
    const extraCells = () => Promise.reject(new Error('not to be asked for'));
    const [row] = rowsOf(await formed({ ...ok(deployment()), extraCells }, TABLE, false)) as readonly JsonObject[];
    expect(row?.cells).toHaveLength(8);
  });

  it('when metadata is, nothing else is told', async () => {
    const object = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
    expect(await formed(ok(deployment()), METADATA)).toEqual(ok(object));
  });

  it('when it is a Scale, its Table has the columns of anything', async () => {
    expect(rowsOf(await formed(ok(deployment('Scale')), TABLE))).toEqual([{ cells: ['web', ''] }]);
  });

  it.each(['Status', 'DeploymentList', 'Table'])('when it is a %s, it has its form already', async (kind) => {
    const answer = ok({ kind });
    expect(await formed(answer, TABLE)).toBe(answer);
  });
});
