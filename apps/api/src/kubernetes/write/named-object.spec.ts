import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../../../test/support/refusal-of.js';
import { namedObject, refuseMisaddressed } from './named-object.js';

describe('namedObject', () => {
  it('when it has a name, it keeps it; when it has a prefix, it gets five letters more', () => {
    expect(namedObject({ metadata: { name: 'web', generateName: 'a-' } }, 'shop')).toEqual({
      name: 'web',
      object: { metadata: { name: 'web', generateName: 'a-', namespace: 'shop' } },
    });
    expect(namedObject({ metadata: { generateName: 'web-' } }, 'shop').name).toMatch(
      /^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
    expect(namedObject({ metadata: { generateName: 'a'.repeat(70) } }, 'shop').name).toHaveLength(63);
    expect(namedObject({}, 'shop').name).toBe('');
  });

  it.each([
    [{ namespace: 'bank' }, 'the namespace of the provided object does not match the namespace sent on the request'],
    [{ resourceVersion: '1' }, 'resourceVersion should not be set on objects to be created'],
  ])('when its metadata is %j, it is refused', (metadata, message) => {
    expect(refusalOf(() => namedObject({ metadata }, 'shop'))).toBe(message);
  });
});

describe('refuseMisaddressed', () => {
  it.each([
    [{}, 'the name of the object (web based on URL) was undeterminable: name must be provided'],
    [{ name: 'api' }, 'the name of the object (api) does not match the name on the URL (web)'],
    [
      { name: 'web', namespace: 'bank' },
      'the namespace of the object (bank) does not match the namespace on the request (shop)',
    ],
  ])('when the metadata is %j, it is refused', (metadata, message) => {
    expect(refusalOf(() => refuseMisaddressed({ metadata }, { namespace: 'shop', name: 'web' }))).toBe(message);
  });
});
