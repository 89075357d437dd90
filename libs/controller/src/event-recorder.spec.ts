import { describe, expect, it } from '@jest/globals';
import { EventRecorder, type NewEvent } from './event-recorder.js';
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

describe('EventRecorder', () => {
  const MINUTE = 60_000;
  const event = (message: string, uid = 'one'): NewEvent => {
    const involvedObject = { kind: 'Deployment', name: 'web', uid } as const;
    return { type: 'Normal', reason: 'Scaled', message, source: 'deployment-controller', involvedObject };
  };
  const again = (recorder: EventRecorder): EventRecorder => new EventRecorder(recorder.memory());

  it('names an Event after its object and its number', () => {
    expect(new EventRecorder([]).record(event('a'), 0, 31)?.event.name).toBe('web.000000000000001f');
  });

  it('counts the same message, and says since when', () => {
    const recorder = new EventRecorder([]);
    recorder.record(event('a'), 5, 1);
    const { event: second, isNew } = recorder.record(event('a'), 9, 2)!;
    expect([second.count, second.firstTimestamp, second.lastTimestamp, isNew]).toEqual([2, 5, 9, false]);
  });

  it.each<[string, number, boolean]>([
    ['comes ten minutes after the last', 10 * MINUTE, true],
    ['comes later than that', 10 * MINUTE + 1, false],
  ])('when the tenth message %s, it is combined or not', (_, pause, expected) => {
    let recorder = new EventRecorder([]);
    // The last counts, not the first: nine messages, one in nine minutes each.
    for (let n = 0; n < 9; n++) recorder.record(event(`message ${n}`), n * 9 * MINUTE, n);
    recorder = again(recorder);
    const { message } = recorder.record(event('the tenth'), 8 * 9 * MINUTE + pause, 10)!.event;
    expect(message.startsWith('(combined')).toBe(expected);
  });

  it('lets one through in five minutes when there were too many', () => {
    let recorder = new EventRecorder([]);
    for (let n = 0; n < 25; n++) expect(recorder.record(event('a'), 0, n)).toBeDefined();
    recorder = again(recorder);
    const isWritten = (at: number): boolean => recorder.record(event('a'), at, 30) !== undefined;
    expect([5 * MINUTE - 1, 5 * MINUTE, 5 * MINUTE, 10 * MINUTE].map(isWritten)).toEqual([false, true, false, true]);
  });

  it('remembers the last 512 messages of an object', () => {
    const recorder = new EventRecorder([]);
    const told = (message: string, n: number): number | undefined =>
      recorder.record(event(message), n * 10 * MINUTE + n, n)?.event.count;
    for (let n = 0; n < 513; n++) told(`message ${n}`, n);
    expect([told('message 1', 514), told('message 0', 515)]).toEqual([2, 1]);
  });

  it('forgets an object that is gone, of this run or of one before', () => {
    const recorder = new EventRecorder([]);
    for (const uid of ['one', 'two']) recorder.record(event('a', uid), 0, 1);
    const later = again(recorder);
    later.forget('one');
    expect(later.memory().map(([uid]) => uid)).toEqual(['two']);
    later.record(event('a', 'three'), 0, 2);
    later.forget('three');
    expect(later.memory().map(([uid]) => uid)).toEqual(['two']);
  });
});
