import { expect, it } from '@jest/globals';
import { compareVersions } from './compare-versions.js';

it('compares versions of any length', () => {
  const versions = ['10', '9', '99999999999999999999', '100000000000000000000', '010'];
  expect(versions.sort(compareVersions)).toEqual(['9', '10', '010', '99999999999999999999', '100000000000000000000']);
});
