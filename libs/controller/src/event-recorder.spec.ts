import { describe, expect, it } from '@jest/globals';
import type { Observation } from './index.js';
import { after, apply, messagesOf, settled } from '../../../test/support/scenario.js';

describe('events', () => {
  it('of one kind are combined from the tenth different message on, and equal ones counted', () => {
    const seen = ['web:v2', 'web:v1', 'web:v2'].reduce(
      ({ state, observations }, image) => {
        const next = after(state, apply({ image }), 60_000);
        return { state: next.state, observations: [...observations, ...next.observations] };
      },
      { state: settled(apply()), observations: [] as readonly Observation[] },
    );
    const events = seen.observations.flatMap((one) =>
      one.kind === 'Event' && one.event.involvedObject.kind === 'Deployment' ? [one] : [],
    );
    expect(events.slice(0, 8).every(({ event }) => !event.message.startsWith('(combined'))).toBe(true);
    expect(events[8]).toMatchObject({
      type: 'ADDED',
      event: { count: 1, message: expect.stringMatching(/^\(combined from similar events\): /) },
    });
    expect(events[9]).toMatchObject({ type: 'MODIFIED', event: { count: 2 } });
    expect(events[12]).toMatchObject({
      type: 'MODIFIED',
      event: { count: 2, message: expect.stringMatching(/^Scaled up/) },
    });
  });

  it('beyond 25 of one object are dropped', () => {
    const { observations } = after(settled(), apply({ replicas: 40 }), 0);
    expect(messagesOf(observations, 'ReplicaSet')).toHaveLength(25);
  });
});
