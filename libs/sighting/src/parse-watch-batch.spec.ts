import { describe, expect, it } from '@jest/globals';
import { parseWatchBatch } from './parse-watch-batch.js';
import { MOST_SIGHTINGS } from './sighting.js';

const object = { metadata: { namespace: 'shop', name: 'web', uid: 'u', resourceVersion: '7' }, spec: {} };
const seen = { kind: 'Deployment', seenAt: 1000, how: 'listed', object, replicaSets: [object] };
const gone = { kind: 'DeploymentGone', seenAt: 1000, object };
const listed = { kind: 'DeploymentsListed', seenAt: 1000, resourceVersion: '9', namespace: 'shop', uids: ['u'] };
const batch = { agent: 'a', namespaces: ['shop'], live: { since: 1, until: 2 }, sightings: [seen, gone, listed] };
const without = (fields: object) => ({ ...seen, object: { ...object, metadata: { ...object.metadata, ...fields } } });

describe('parseWatchBatch', () => {
  it('when it is whole, it is read whole', () => {
    expect(parseWatchBatch(batch)).toEqual(batch);
    expect(parseWatchBatch({ agent: 'a', sightings: [] })).toEqual({ agent: 'a', sightings: [] });
    expect(parseWatchBatch({ agent: 'a', sightings: Array(MOST_SIGHTINGS).fill(gone) }).sightings).toHaveLength(500);
  });

  it.each([
    [[], 'the body must be an object'],
    [{ ...batch, agent: '' }, 'agent must be a text that is not empty'],
    [{ ...batch, namespaces: ['a', 1] }, 'namespaces[1] must be a text that is not empty'],
    [{ ...batch, live: { since: 2, until: 1 } }, 'live.until must be no earlier than live.since'],
    [{ ...batch, live: { since: 1.5, until: 2 } }, 'live.since must be milliseconds since 1970'],
    [{ ...batch, sightings: {} }, 'sightings must be a list'],
    [{ ...batch, sightings: Array(501).fill(gone) }, 'sightings must be a list of 500 or fewer, not of 501'],
    [
      { ...batch, sightings: [{ ...gone, kind: 'Pod' }] },
      'sightings[0].kind must be Deployment, DeploymentGone, DeploymentsListed or PodsSeen',
    ],
    [{ ...batch, sightings: [{ ...seen, how: 'told' }] }, 'sightings[0].how must be listed or watched'],
    [{ ...batch, sightings: [{ ...gone, object: null }] }, 'sightings[0].object must be an object'],
    [
      { ...batch, sightings: [gone, without({ uid: undefined })] },
      'sightings[1].object.metadata.uid must be a text that is not empty',
    ],
    [
      { ...batch, sightings: [without({ resourceVersion: 'x' })] },
      'sightings[0].object.metadata.resourceVersion must be a text of digits',
    ],
    [{ ...batch, sightings: [{ ...seen, replicaSets: [1] }] }, 'sightings[0].replicaSets[0] must be an object'],
  ])('when it is %j, it says what is wrong', (value, message) => {
    expect(() => parseWatchBatch(value)).toThrow(message);
  });
});
