import { describe, expect, it } from '@jest/globals';
import { UNDO_REQUEST, type ClusterObject, type UndoOrder } from '#libs/sighting';
import { ClusterError } from '../cluster/cluster-error.js';
import { carryOut } from './carry-out.js';

const ORDER: UndoOrder = {
  id: '25',
  namespace: 'shop',
  name: 'web',
  uid: 'u',
  generation: 4,
  template: { spec: {} },
  annotations: { why: 'first', [UNDO_REQUEST]: '25' },
};

const live = (metadata: object = {}) => ({
  metadata: {
    uid: 'u',
    resourceVersion: '70',
    generation: 4,
    annotations: { why: 'second', 'deployment.kubernetes.io/revision': '9' },
    ...metadata,
  },
});

/** A cluster that shows the Deployment so, and answers patches one after the other. */
async function carriedOut(shown: ClusterObject | Error, answers: (ClusterObject | Error)[]) {
  const patches: unknown[] = [];
  const cluster = {
    get: async () => {
      if (shown instanceof Error) throw shown;
      return shown;
    },
    patch: async (_path: string, query: object, { patch }: { patch: readonly object[] }) => {
      patches.push({ ...query, patch });
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no answer is left');
      return answer;
    },
  };
  return { report: await carryOut(cluster, ORDER, new AbortController().signal), patches };
}

const applied = live({ resourceVersion: '71', generation: 5 });
const testFailed = new ClusterError(422, 'testing path /metadata/resourceVersion: test failed');

describe('carryOut', () => {
  it('when the Deployment is as it was, template and annotations are put back, and those of the controller stay', async () => {
    const { report, patches } = await carriedOut(live(), [applied]);
    expect(report).toEqual({
      id: '25',
      outcome: 'applied',
      message: 'at resourceVersion 71',
      resourceVersion: '71',
    });
    const annotations = { 'deployment.kubernetes.io/revision': '9', why: 'first', [UNDO_REQUEST]: '25' };
    expect(patches).toEqual([
      {
        fieldManager: 'rollbook',
        patch: [
          { op: 'test', path: '/metadata/uid', value: 'u' },
          { op: 'test', path: '/metadata/resourceVersion', value: '70' },
          { op: 'add', path: '/metadata/annotations', value: annotations },
          { op: 'replace', path: '/spec/template', value: { spec: {} } },
        ],
      },
    ]);
  });

  it.each([
    ['it is another', live({ uid: 'v' }), 'conflict', 'web is another Deployment by now'],
    ['it was changed', live({ generation: 5 }), 'conflict', 'it was changed since: its generation is 5, not 4'],
    ['it is gone', new ClusterError(404, 'not found'), 'conflict', 'it is not there any more'],
    ['it may not', new ClusterError(403, 'web is forbidden'), 'refused', 'web is forbidden'],
  ])('when %s, nothing is written', async (_, shown, outcome, message) => {
    const { report, patches } = await carriedOut(shown, []);
    expect(report).toEqual({ id: '25', outcome, message });
    expect(patches).toEqual([]);
  });

  it('when it was carried out before and that was not told, it is not done again', async () => {
    const { report, patches } = await carriedOut(live({ generation: 5, annotations: { [UNDO_REQUEST]: '25' } }), []);
    expect(report).toEqual({
      id: '25',
      outcome: 'applied',
      message: 'it had been applied before',
      resourceVersion: '70',
    });
    expect(patches).toEqual([]);
  });

  it('when its status was written in between, it is read again; when that never ends, it is told', async () => {
    expect((await carriedOut(live(), [testFailed, applied])).report.outcome).toBe('applied');
    const { report, patches } = await carriedOut(live(), Array<Error>(9).fill(testFailed));
    expect([report.outcome, report.message, patches.length]).toEqual(['conflict', testFailed.message, 5]);
  });

  it('when the cluster refuses it, that is told; when the cluster is in trouble, it is tried another time', async () => {
    const quota = new ClusterError(403, 'exceeded quota');
    expect((await carriedOut(live(), [quota])).report).toMatchObject({ outcome: 'refused', message: 'exceeded quota' });
    await expect(carriedOut(live(), [new ClusterError(503, 'etcd')])).rejects.toThrow('etcd');
  });
});
