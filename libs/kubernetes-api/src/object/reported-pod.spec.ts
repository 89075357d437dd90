import { describe, expect, it } from '@jest/globals';
import { reportedPod } from './reported-pod.js';

const pod = (phase: string, nodeName?: string) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: 'one', creationTimestamp: '2026-11-21T09:14:28Z' },
  spec: { ...(nodeName !== undefined && { nodeName }), containers: [{ name: 'web', image: 'web:1' }] },
  status: { phase, qosClass: 'BestEffort' },
});

describe('reportedPod', () => {
  it('when a pod is bound and nothing of it runs yet, says that its containers are created', () => {
    expect(reportedPod(pod('Pending', 'node-1'))).toMatchObject({
      status: {
        phase: 'Pending',
        qosClass: 'BestEffort',
        startTime: '2026-11-21T09:14:28Z',
        containerStatuses: [{ name: 'web', ready: false, state: { waiting: { reason: 'ContainerCreating' } } }],
      },
    });
  });

  it('when a pod is not bound, or runs, or waits for something else, or it is no pod, leaves it', () => {
    const waiting = { ...pod('Pending', 'node-1'), status: { phase: 'Pending', containerStatuses: [] } };
    const other = { ...pod('Pending', 'node-1'), kind: 'Namespace' };
    for (const one of [pod('Pending'), pod('Running', 'node-1'), waiting, other]) expect(reportedPod(one)).toBe(one);
  });
});
