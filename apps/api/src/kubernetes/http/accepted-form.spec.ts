import { describe, expect, it } from '@jest/globals';
import { acceptedForm } from './accepted-form.js';

const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=';
const KUBECTL = `application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json`;

describe('acceptedForm', () => {
  it.each([
    ['*/*', 'object'],
    ['application/*', 'object'],
    ['application/json', 'object'],
    ['application/vnd.kubernetes.protobuf,application/json', 'object'],
    [KUBECTL, 'table v1'],
    [`${TABLE}v1beta1,application/json`, 'table v1beta1'],
    [`${TABLE}v2,application/json`, 'object'],
    ['application/json;as=Table;g=other;v=v1,application/json', 'object'],
    ['application/json;as=Chart;g=meta.k8s.io;v=v1,application/json', 'object'],
    ['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1', 'metadata v1'],
    ['application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1beta1', 'metadata v1beta1'],
    ['application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1,application/json', 'object'],
    [`application/json;q=0.5,${TABLE}v1`, 'table v1'],
  ])('when %j is accepted, it is %s', (accept, expected) => {
    const form = acceptedForm(accept, new URLSearchParams());
    expect(form.kind === 'object' ? form.kind : `${form.kind} ${form.version}`).toBe(expected);
  });

  it.each(['text/html', 'application/vnd.kubernetes.protobuf', `${TABLE}v2`, 'application/json;q=0'])(
    'when only %j is accepted, it is refused in the words of Kubernetes',
    (accept) => {
      expect(() => acceptedForm(accept, new URLSearchParams())).toThrow(
        expect.objectContaining({
          status: expect.objectContaining({
            code: 406,
            reason: 'NotAcceptable',
            message: 'only the following media types are accepted: application/json',
          }),
        }),
      );
    },
  );

  it.each([
    ['', 'Metadata'],
    ['includeObject=None', 'None'],
    ['includeObject=Metadata', 'Metadata'],
    ['includeObject=Object', 'Object'],
  ])('when the query is %j, rows include %s', (query, includeObject) => {
    expect(acceptedForm(KUBECTL, new URLSearchParams(query))).toMatchObject({ includeObject });
  });

  it('when the query wants something else included, it is refused', () => {
    expect(() => acceptedForm(KUBECTL, new URLSearchParams('includeObject=All'))).toThrow(
      'unrecognized includeObject value: "All"',
    );
  });
});
