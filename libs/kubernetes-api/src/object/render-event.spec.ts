import { describe, expect, it } from '@jest/globals';
import { objectOf } from '#libs/kubernetes';
import { type EventFacts, renderEvent, renderNewEvent } from './render-event.js';

const FACTS: EventFacts = {
  namespace: 'shop',
  name: 'web.18ea049bac1002de',
  uid: 'e',
  resourceVersion: '7',
  about: { kind: 'Deployment', name: 'web', uid: 'd', resourceVersion: '6' },
  type: 'Normal',
  reason: 'ScalingReplicaSet',
  message: 'Scaled up replica set web-5fd499cf95 from 0 to 2',
  source: 'deployment-controller',
  count: 2,
  firstAt: new Date('2026-11-21T10:00:00.900Z'),
  lastAt: new Date('2026-11-21T10:00:05Z'),
};

describe('an Event', () => {
  it('is what its newest write says, since its first', () => {
    const { metadata, ...event } = renderEvent(FACTS);
    expect(event).toEqual({
      kind: 'Event',
      apiVersion: 'v1',
      involvedObject: {
        ...{ kind: 'Deployment', namespace: 'shop', name: 'web', uid: 'd', apiVersion: 'apps/v1' },
        resourceVersion: '6',
      },
      reason: 'ScalingReplicaSet',
      message: 'Scaled up replica set web-5fd499cf95 from 0 to 2',
      source: { component: 'deployment-controller' },
      firstTimestamp: '2026-11-21T10:00:00Z',
      lastTimestamp: '2026-11-21T10:00:05Z',
      count: 2,
      type: 'Normal',
      eventTime: null,
      reportingComponent: 'deployment-controller',
      reportingInstance: '',
    });
    expect(metadata).toMatchObject({
      name: 'web.18ea049bac1002de',
      namespace: 'shop',
      creationTimestamp: '2026-11-21T10:00:00Z',
      managedFields: [{ manager: 'kube-controller-manager', time: '2026-11-21T10:00:05Z' }],
    });
  });

  it('says the same in events.k8s.io/v1, in its words', () => {
    const { regarding, note, deprecatedCount, reportingController } = renderNewEvent(FACTS);
    expect([note, deprecatedCount, reportingController, objectOf(regarding).uid]).toEqual([
      'Scaled up replica set web-5fd499cf95 from 0 to 2',
      2,
      'deployment-controller',
      'd',
    ]);
  });
});
