import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../../../test/support/refusal-of.js';
import { deleteOptions } from './delete-options.js';

function options(body: object | string, query = '') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return deleteOptions({ body: Buffer.from(text), query: new URLSearchParams(query) });
}

describe('deleteOptions', () => {
  it.each([
    ['', '', { propagationPolicy: 'Background', dryRun: false, preconditions: {} }],
    ['', 'propagationPolicy=Orphan&dryRun=All', { propagationPolicy: 'Orphan', dryRun: true, preconditions: {} }],
    ['', 'orphanDependents=true', { propagationPolicy: 'Orphan', dryRun: false, preconditions: {} }],
    [
      '{"kind":"DeleteOptions","apiVersion":"apps/v1","propagationPolicy":"Foreground","gracePeriodSeconds":0}',
      '',
      { propagationPolicy: 'Foreground', gracePeriodSeconds: 0, dryRun: false, preconditions: {} },
    ],
    [
      '{"dryRun":["All"],"preconditions":{"uid":"u","resourceVersion":"7"}}',
      '',
      { propagationPolicy: 'Background', dryRun: true, preconditions: { uid: 'u', resourceVersion: '7' } },
    ],
    ['{"orphanDependents":false}', '', { propagationPolicy: 'Background', dryRun: false, preconditions: {} }],
  ])('when the body is %j and the query %j, it is %j', (body, query, expected) => {
    expect(options(body, query)).toEqual(expected);
  });

  it.each([
    [
      { propagationPolicy: 'Later' },
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Later": supported values: "Foreground", "Background", "Orphan"',
    ],
    [
      { propagationPolicy: 'Orphan', orphanDependents: true },
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set',
    ],
    [
      { dryRun: ['Some'] },
      'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
    ],
    [{ kind: 'Deployment' }, 'the body of a DELETE must be DeleteOptions, not "Deployment"'],
    [{ gracePeriodSeconds: 'soon' }, 'gracePeriodSeconds must be a whole number'],
    [{ dryRun: 'All' }, 'dryRun must be a list'],
    ['[]', 'the body of a DELETE must be DeleteOptions'],
    [
      '{no',
      `the object provided is unrecognized (must be of type DeleteOptions): couldn't get version/kind; json parse error: invalid character 'n' looking for beginning of object key string ({no)`,
    ],
  ])('when the body is %j, it refuses it', (body, message) => {
    expect(refusalOf(() => options(body))).toBe(message);
  });
});
