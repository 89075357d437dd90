import { describe, expect, it } from '@jest/globals';
import type { PodTemplate } from '#libs/kubernetes';
import { assumePodLife, type PodLifeAssumption } from './assumed-pod-life.js';
import type { PodLife } from './event.js';

const known: PodLife = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
const template: PodTemplate = {
  spec: { containers: ['web:v1', 'proxy:v9'].map((image) => ({ name: image, image })) },
};

describe('assumePodLife', () => {
  it.each<[string, PodLifeAssumption[], Partial<PodLife>]>([
    ['nothing is assumed', [], {}],
    ['all pods start slowly', [{ startSeconds: 40 }], { startSeconds: 40 }],
    ['an image never gets ready', [{ imagePattern: 'web:*', neverReady: true }], { neverReady: true }],
    [
      'it is about the second container',
      [{ imagePattern: 'proxy:v9', terminationSeconds: 30 }],
      { terminationSeconds: 30 },
    ],
    ['it is about another image', [{ imagePattern: 'api:*', neverReady: true }], {}],
    [
      'two are about one field',
      [{ startSeconds: 40 }, { imagePattern: 'web:*', startSeconds: 5 }],
      { startSeconds: 5 },
    ],
    [
      'two are about two fields',
      [{ startSeconds: 40 }, { terminationSeconds: 9 }],
      { startSeconds: 40, terminationSeconds: 9 },
    ],
  ])('when %s, it takes what was said and keeps the rest', (_, assumptions, changed) => {
    expect(assumePodLife(assumptions, template, known)).toEqual({ ...known, ...changed });
  });
});
