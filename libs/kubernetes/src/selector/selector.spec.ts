import { describe, expect, it } from '@jest/globals';
import type { LabelSelector, StringMap } from '../deployment.js';
import { formatLabelSelector, formatRequirements } from './format-label-selector.js';
import { matchesSelector } from './matches-selector.js';
import { parseLabelSelector } from './parse-label-selector.js';
import { meets } from './requirement.js';

describe('matchesSelector', () => {
  const expression = (operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', ...values: string[]): LabelSelector => ({
    matchExpressions: [{ key: 'tier', operator, ...(values.length > 0 && { values }) }],
  });
  it.each<[LabelSelector, StringMap, boolean]>([
    [{}, {}, true],
    [{ matchLabels: { app: 'web' } }, { app: 'web', more: '1' }, true],
    [{ matchLabels: { app: 'web' } }, { app: 'api' }, false],
    [{ matchLabels: { app: 'web' } }, {}, false],
    [expression('In', 'a', 'b'), { tier: 'b' }, true],
    [expression('In', 'a', 'b'), {}, false],
    [expression('NotIn', 'a'), { tier: 'a' }, false],
    [expression('NotIn', 'a'), {}, true],
    [expression('Exists'), { tier: '' }, true],
    [expression('DoesNotExist'), { tier: '' }, false],
  ])('when the selector is %j and the labels are %j, it is %s', (selector, labels, matches) => {
    expect(matchesSelector(selector, labels)).toBe(matches);
  });
});

describe('parseLabelSelector', () => {
  it.each([
    ['', ''],
    ['a=b', 'a=b'],
    ['a==b', 'a=b'],
    ['a != b', 'a!=b'],
    ['z=1,a=2', 'a=2,z=1'],
    ['a in (y, x)', 'a in (x,y)'],
    ['a notin (x)', 'a notin (x)'],
    ['a in (x,)', 'a in (,x)'],
    ['a in ()', 'a in ()'],
    ['a,!b', 'a,!b'],
    ['a=', 'a='],
    ['in in (in)', 'in in (in)'],
    ['a>1,b<2', 'a>1,b<2'],
    ['example.com/a=b', 'example.com/a=b'],
  ])('when given %j, it means %j', (text, meaning) => {
    expect(formatRequirements(parseLabelSelector(text))).toBe(meaning);
  });

  it.each([
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['a=b,', "found '', expected: identifier after ','"],
    ['=b', "found '=', expected: !, identifier, or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, >, <"],
    ['a in x', "unable to parse requirement: found 'x' expected: '('"],
    ['a in (x', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    [
      'a>x',
      `unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
    ['a=-', 'unable to parse requirement: values[0][a]: Invalid value: "-": a valid label must be'],
  ])('when given %j, it is refused in the words of Kubernetes', (text, words) => {
    expect(() => parseLabelSelector(text)).toThrow(words);
  });

  it('when a number is compared, it is compared as a number', () => {
    expect(['9', '11', 'x'].map((size) => meets(parseLabelSelector('size>10'), { size }))).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('formatLabelSelector', () => {
  it.each<[LabelSelector, string]>([
    [{}, '<none>'],
    [{ matchLabels: { b: '1', a: '2' } }, 'a=2,b=1'],
    [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, '!a'],
  ])('when given %j, it prints %s', (selector, text) => {
    expect(formatLabelSelector(selector)).toBe(text);
  });
});
