import { describe, expect, it } from '@jest/globals';
import { ArgumentInvalid } from '#libs/history';
import { decodeNodeId, encodeNodeId } from './node-id.js';

const forged = (text: string): string => Buffer.from(text).toString('base64url');

describe('a global id', () => {
  it.each([
    { type: 'Deployment', streamId: 12 },
    { type: 'Revision', streamId: 12, number: 3, change: '1042' },
    { type: 'Rollout', streamId: 12, toRevision: 3, change: '1042' },
    { type: 'Change', change: '999999999999999999' },
  ] as const)('when %j goes out and comes back, it is the same', (ref) => {
    expect(decodeNodeId(encodeNodeId(ref))).toEqual(ref);
  });

  it.each([
    '',
    'zzz',
    forged('Deployment:x'),
    forged('Deployment:1:2'),
    forged('Deployment:01'),
    forged('Pod:1'),
    forged('Change:-1'),
    forged('Deployment:4294967296'),
  ])('when it is %j, it is refused', (id) => {
    expect(() => decodeNodeId(id)).toThrow(ArgumentInvalid);
  });
});
