import { describe, expect, it } from '@jest/globals';
import { EventUnreadable } from '../parse-event.js';
import { evolveObject, type ObjectEvent } from './object-event.js';
import { parseObjectEvent } from './parse-object-event.js';

const service = { kind: 'Service', apiVersion: 'v1', metadata: { name: 'web' }, spec: { type: 'ClusterIP' } };
const podLife = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
const written: ObjectEvent = { type: 'ObjectWritten', schemaVersion: 1, payload: { object: service } };
const deleted: ObjectEvent = { type: 'ObjectDeleted', schemaVersion: 1, payload: { endingSeconds: 2 } };

describe('parseObjectEvent', () => {
  it.each<ObjectEvent>([written, { ...written, payload: { object: service, podLife } }, deleted])(
    'reads $type back as it was stored',
    (event) => {
      expect(parseObjectEvent(event)).toEqual(event);
    },
  );

  it.each([
    ['of a Deployment', { type: 'RolloutPaused', payload: {} }, 'no object that is kept whole'],
    ['of a later shape', { schemaVersion: 2 }, 'run a newer Rollbook'],
    ['without an object', { payload: {} }, 'payload.object must be an object with its kind and metadata'],
    ['without metadata', { payload: { object: { kind: 'Pod', apiVersion: 'v1' } } }, 'payload.object must be'],
    ['with half a pod life', { payload: { object: service, podLife: {} } }, 'payload.podLife.startSeconds'],
  ])('refuses an event %s', (_, change, message) => {
    const parse = (): unknown => parseObjectEvent({ ...written, ...change });
    expect(parse).toThrow(EventUnreadable);
    expect(parse).toThrow(message);
  });
});

describe('evolveObject', () => {
  it('when it is written, it is what was written last', () => {
    const first = evolveObject(undefined, { ...written, payload: { object: service, podLife } });
    expect(evolveObject(first, written)).toEqual({ object: service });
  });

  it('when it is deleted, it stays what it was, and says how long it ends', () => {
    expect(evolveObject(evolveObject(undefined, written), deleted)).toEqual({ object: service, endingSeconds: 2 });
  });

  it('when its first event is a deletion, it is a fault of the log', () => {
    expect(() => evolveObject(undefined, deleted)).toThrow('begin with ObjectDeleted');
  });
});
