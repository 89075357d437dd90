import { describe, expect, it } from '@jest/globals';
import { SERVED_RESOURCES } from '#libs/kubernetes-api';
import { refusalOf } from '../../../../../test/support/refusal-of.js';
import { isStale, refuseStale } from './preconditions.js';

describe('isStale', () => {
  it.each([
    ['', 7n, false],
    ['0', 7n, false],
    ['7', 7n, false],
    ['6', 7n, true],
    ['999999999', 7n, false], // a position of the log
    ['1000000000', 7n, true], // position 1
    ['7000000000', 7n, false],
    ['6999999999', 7n, true], // long after position 6, and before 7
    ['9000000012', 7n, false],
  ])('when the version is %j and the object was last changed at %d, it is %s', (version, position, stale) => {
    expect(isStale(version, position)).toBe(stale);
  });

  it.each(['abc', '-1', '1.5', '9'.repeat(21)])('when it is %j, it is no version', (version) => {
    expect(refusalOf(() => isStale(version, 7n))).toBe(
      `ObjectMeta.meta.k8s.io "" is invalid: metadata.resourceVersion: Invalid value: "${version}": must be a resourceVersion that this server gave`,
    );
  });
});

describe('refuseStale', () => {
  const live = { name: 'web', uid: 'u', position: 7n };
  const refuse = (metadata: Readonly<Record<string, string>>): void =>
    refuseStale(SERVED_RESOURCES['deployments.apps'], { metadata }, live);

  it('when nothing is said, or what is so, it lets it through', () => {
    expect(() => refuse({})).not.toThrow();
    expect(() => refuse({ uid: 'u', resourceVersion: '7000000000' })).not.toThrow();
  });

  it.each([
    [
      { resourceVersion: '6000000000' },
      'the object has been modified; please apply your changes to the latest version and try again',
    ],
    [{ uid: 'v' }, 'Precondition failed: UID in precondition: v, UID in object meta: u'],
  ])('when %j is said, it refuses it', (metadata, reason) => {
    expect(refusalOf(() => refuse(metadata))).toBe(
      `Operation cannot be fulfilled on deployments.apps "web": ${reason}`,
    );
  });
});
