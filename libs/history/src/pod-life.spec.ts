import { describe, expect, it } from '@jest/globals';
import type { PodTemplate } from '#libs/kubernetes';
import { DEFAULT_POD_LIFE, type PodLifeRule, resolvePodLife } from './pod-life.js';

const rule = (startSeconds: number, fields: Partial<PodLifeRule> = {}): PodLifeRule => ({
  cluster: 'default',
  startSeconds,
  terminationSeconds: 1,
  neverReady: false,
  ...fields,
});
const template = (...images: string[]): PodTemplate => ({
  spec: { containers: images.map((image, i) => ({ name: `c${i}`, image })) },
});
const here = { cluster: 'default', namespace: 'shop' };

describe('resolvePodLife', () => {
  it.each<[string, PodLifeRule[], number]>([
    ['nothing was said', [], DEFAULT_POD_LIFE.startSeconds],
    ['the cluster has a rule', [rule(10)], 10],
    ['another cluster has one', [rule(10, { cluster: 'other' })], DEFAULT_POD_LIFE.startSeconds],
    ['the namespace has one too', [rule(20, { namespace: 'shop' }), rule(10)], 20],
    ['another namespace has one', [rule(20, { namespace: 'bank' }), rule(10)], 10],
    ['the image has one too', [rule(30, { imagePattern: 'web:*' }), rule(20, { namespace: 'shop' })], 30],
    [
      'the image has one in another namespace',
      [rule(30, { imagePattern: 'web:*', namespace: 'bank' })],
      DEFAULT_POD_LIFE.startSeconds,
    ],
    ['a newer rule is as particular', [rule(30, { imagePattern: 'web:*' }), rule(40, { imagePattern: '*:v1' })], 40],
    ['the pattern fits only a part of the image', [rule(30, { imagePattern: 'web' })], DEFAULT_POD_LIFE.startSeconds],
    ['the pattern has a dot, which is a dot', [rule(30, { imagePattern: 'w.b:v1' })], DEFAULT_POD_LIFE.startSeconds],
  ])('when %s, it takes the most particular', (_, rules, startSeconds) => {
    expect(resolvePodLife(rules, here, template('web:v1')).startSeconds).toBe(startSeconds);
  });

  it('when a pod has several containers, it is as slow as the slowest and never ready if one never is', () => {
    const rules = [
      rule(30, { imagePattern: 'slow:*' }),
      rule(1, { imagePattern: 'bad:*', neverReady: true, terminationSeconds: 9 }),
    ];
    expect(resolvePodLife(rules, here, template('web:v1', 'slow:v1', 'bad:v1'))).toEqual({
      startSeconds: 30,
      terminationSeconds: 9,
      neverReady: true,
    });
  });
});
