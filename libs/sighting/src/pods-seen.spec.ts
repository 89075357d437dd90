import { expect, it } from '@jest/globals';
import { parseWatchBatch } from './parse-watch-batch.js';

const WAITING = { reason: 'ImagePullBackOff', message: 'Back-off', container: 'app', pods: 1 };
const WEB = { name: 'web-1', pods: 2, ready: 1, terminating: 0, restarts: 3, waiting: [WAITING] };
const object = { metadata: { namespace: 'shop', name: 'web', uid: 'u' } };
const SEEN = { kind: 'PodsSeen', seenAt: 5, object, replicaSets: [WEB] };

const parse = (seen: object) => parseWatchBatch({ agent: 'a', sightings: [seen] }).sightings[0];

it('when pods were seen, they are read as they were told', () => {
  expect(parse(SEEN)).toEqual(SEEN);
});

it.each([
  [{ object: { metadata: { namespace: 'shop', name: 'web' } } }, 'object.metadata.uid must be a text'],
  [{ replicaSets: Array(21).fill(WEB) }, 'replicaSets must be a list of 20 or fewer, not of 21'],
  [{ replicaSets: [{ ...WEB, ready: -1 }] }, 'replicaSets[0].ready must be a whole number, 0 or more'],
  [{ replicaSets: [{ ...WEB, waiting: Array(6).fill(WAITING) }] }, 'waiting must be a list of 5 or fewer'],
  [{ replicaSets: [{ ...WEB, waiting: [{ ...WAITING, reason: 7 }] }] }, 'waiting[0].reason must be a text'],
])('when something is wrong with it (%j), it is refused', (part, message) => {
  expect(() => parse({ ...SEEN, ...part })).toThrow(message);
});

it('when a message is long, or what no column can hold, it is cut and shown so', () => {
  const message = `a\0\ud800😀${'x'.repeat(400)}`;
  const seen = parse({ ...SEEN, replicaSets: [{ ...WEB, waiting: [{ ...WAITING, message }] }] });
  expect(seen).toMatchObject({ replicaSets: [{ waiting: [{ message: `a\ufffd\ufffd😀${'x'.repeat(295)}` }] }] });
});
