import { describe, expect, it } from '@jest/globals';
import type { PodTemplate } from '#libs/kubernetes';
import { refusal } from './pod-limits.js';
import { emptyState } from './replay.js';
import { startRun } from './run.js';

const template = (...resources: readonly object[]): PodTemplate => ({
  spec: { containers: resources.map((one, index) => ({ name: `c${index}`, resources: one as never })) },
});

const refused = (
  containerMax: Readonly<Record<string, string>>,
  ...resources: readonly object[]
): string | undefined => {
  const run = startRun(emptyState({ release: '1.36' }, 0));
  run.podLimits = { containerMax };
  return refusal(run, template(...resources), 'web-1')?.replace('pods "web-1" is forbidden: ', '');
};

describe('refusal', () => {
  it.each<[string, readonly object[], string | undefined]>([
    ['a limit is as large as allowed', [{ limits: { memory: '1024Mi' } }], undefined],
    [
      'a limit is larger',
      [{ limits: { memory: '2Gi' } }],
      'maximum memory usage per Container is 1Gi, but limit is 2Gi',
    ],
    [
      'a request is larger',
      [{ limits: { memory: '1Gi' }, requests: { memory: '2Gi' } }],
      'maximum memory usage per Container is 1Gi, but request is 2Gi',
    ],
    ['there is no limit', [{}], 'maximum memory usage per Container is 1Gi.  No limit is specified'],
    [
      'two containers are too large',
      [{ limits: { memory: '2Gi' } }, { limits: { memory: '3Gi' } }],
      '[maximum memory usage per Container is 1Gi, but limit is 2Gi, maximum memory usage per Container is 1Gi, but limit is 3Gi]',
    ],
  ])('when %s', (_, resources, expected) => {
    expect(refused({ memory: '1Gi' }, ...resources)).toBe(expected);
  });
});
