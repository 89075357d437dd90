import { expect, it } from '@jest/globals';
import type { RecordedChange } from '#libs/event-store';
import { lateFacts } from './late-change.js';

const podLife = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
const limits = { minReadySeconds: 0, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 };
const strategy = { type: 'Recreate' };
const templateOf = (image: string) => ({ spec: { containers: [{ name: 'app', image }] } });
const specOf = (replicas: number) => ({ replicas, selector: {}, strategy, ...limits, paused: false });
const written = (version: string) => ({
  type: 'WriteObserved',
  payload: { at: '2026-11-21T10:00:00Z', resourceVersion: version },
});

function change(number: bigint, at: number, events: readonly object[]): RecordedChange {
  const recorded = events.map((event) => ({ schemaVersion: 1, ...event }));
  return { change: number, occurredAt: at, events: recorded } as unknown as RecordedChange;
}

const created = change(1n, 1, [
  {
    type: 'DeploymentCreated',
    payload: { labels: {}, annotations: {}, spec: specOf(3), podLife, release: '1.36' },
    template: templateOf('web:1'),
  },
  written('1'),
]);
const newer = change(3n, 3, [{ type: 'DeploymentScaled', payload: { replicas: 5 } }, written('3')]);

/** What was at version 2, told after version 3. */
function late(image: string, replicas: number): RecordedChange {
  const whole = { labels: {}, annotations: {}, metadata: {}, spec: specOf(replicas), podLife, release: '1.36' };
  const payload = { at: '2026-11-21T10:00:00Z', resourceVersion: '2', kinds: ['PodTemplateChanged'], whole };
  return change(5n, 2, [{ type: 'EarlierStateLearned', payload, template: templateOf(image) }]);
}

it('compares with what was right before it, not with what was recorded before', () => {
  const one = late('web:2', 3);
  const { kinds, images, fields } = lateFacts(one, [created, newer, one]);

  expect({ kinds, images }).toEqual({ kinds: ['PodTemplateChanged'], images: ['web:1', 'web:2'] });
  // The newer change put the image back.
  expect(fields).toEqual([]);
});

it('leaves fields to newer changes that altered them too', () => {
  const one = late('web:1', 4);
  expect(lateFacts(one, [created, newer, one])).toMatchObject({ paths: ['spec.replicas'], fields: [] });

  const alone = late('web:1', 4);
  expect(lateFacts(alone, [created, alone]).fields).toMatchObject([{ path: 'spec.replicas', before: 3, after: 4 }]);
});
