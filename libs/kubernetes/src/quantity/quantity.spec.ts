import { describe, expect, it } from '@jest/globals';
import { compareQuantities } from './compare-quantities.js';
import { formatQuantity } from './format-quantity.js';
import { parseQuantity } from './parse-quantity.js';

describe('formatQuantity', () => {
  it.each([
    ['0', '0'],
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1.5', '1500m'],
    ['131072Ki', '128Mi'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000Ki', '1000Ki'],
    ['128e6', '128e6'],
    ['1E3', '1E3'],
    ['1000e3', '1e6'],
    ['2000k', '2M'],
    ['1500u', '1500u'],
    ['0.1n', '1n'],
    ['-1.5Gi', '-1536Mi'],
    ['0.5Ki', '512'],
    ['9Ei', '9223372036854775807'],
    ['9223372036854775807', '9223372036854775807'],
    ['01', '01'],
    ['+1', '+1'],
    ['00', '0'],
    ['0m', '0'],
    ['.5', '500m'],
    ['1.', '1.'],
    ['Ki', '0'],
  ])('when given %s, it writes %s', (text, canonical) => {
    expect(formatQuantity(parseQuantity(text))).toBe(canonical);
  });
});

describe('parseQuantity', () => {
  const format = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  it.each([
    ['', format],
    ['abc', format],
    ['0'.repeat(100_000) + '!', format],
    ['1'.repeat(257), format],
    ['1 Gi', format],
    ['1.1.1', format],
    ['1mi', "unable to parse quantity's suffix"],
    ['1e', "unable to parse quantity's suffix"],
    ['1e999999999', "unable to parse quantity's suffix"],
  ])('when given %j, it is refused in the words of Kubernetes', (text, words) => {
    expect(() => parseQuantity(text)).toThrow(words);
  });
});

describe('compareQuantities', () => {
  it.each([
    ['1', '1000m', 0],
    ['128Mi', '134217728', 0],
    ['7Ei', '7E', 1],
    ['-1', '0', -1],
  ])('when given %s and %s, it is %d', (a, b, sign) => {
    expect(compareQuantities(parseQuantity(a), parseQuantity(b))).toBe(sign);
  });
});
