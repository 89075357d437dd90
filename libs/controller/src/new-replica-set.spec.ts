import { describe, expect, it } from '@jest/globals';
import {
  after,
  apply,
  type Happening,
  numbersOf,
  PREFIX,
  revision,
  settled,
  type Wanted,
} from '../../../test/support/scenario.js';

describe('revisions', () => {
  it.each<[string, readonly Happening[], readonly string[]]>([
    [
      'a second image is applied, it is revision 2',
      [apply(), apply({ image: 'web:v2' })],
      ['web:v1 1 x0', 'web:v2 2 x3'],
    ],
    [
      'the first image comes back, its ReplicaSet is numbered anew',
      [apply(), apply({ image: 'web:v2' }), apply()],
      ['web:v1 3 was 1 x3', 'web:v2 2 x0'],
    ],
    [
      'two images go to and fro, the numbers pile up',
      [apply(), apply({ image: 'web:v2' }), apply(), apply({ image: 'web:v2' }), apply()],
      ['web:v1 5 was 1,3 x3', 'web:v2 4 was 2 x0'],
    ],
    ['only replicas change, there is no revision', [apply(), apply({ replicas: 5 })], ['web:v1 1 x5']],
    [
      'the image is changed and changed back while paused, there is none',
      [apply(), apply({ paused: true }), apply({ paused: true, image: 'web:v2' }), apply({ paused: true }), apply()],
      ['web:v1 1 x3'],
    ],
    [
      'images pile up while paused, they are one',
      [apply(), apply({ paused: true }), apply({ paused: true, image: 'web:v2' }), apply({ image: 'web:v3' })],
      ['web:v1 1 x0', 'web:v3 2 x3'],
    ],
    [
      'the limit is 1, the lowest revision goes first',
      [
        apply({ revisionHistoryLimit: 1 }),
        apply({ revisionHistoryLimit: 1, image: 'web:v2' }),
        apply({ revisionHistoryLimit: 1 }),
        apply({ revisionHistoryLimit: 1, image: 'web:v3' }),
      ],
      ['web:v1 3 was 1 x0', 'web:v3 4 x3'],
    ],
    [
      'the limit is lowered, old ones go without a rollout',
      [
        apply(),
        apply({ image: 'web:v2' }),
        apply({ image: 'web:v3' }),
        apply({ image: 'web:v3', revisionHistoryLimit: 0 }),
      ],
      ['web:v3 3 x3'],
    ],
    [
      'an old ReplicaSet is given number 50, the present one jumps to 51',
      [
        apply(),
        apply({ image: 'web:v2' }),
        { kind: 'replicaSetWritten', replicaSet: 'web-v1', change: { annotations: { [`${PREFIX}revision`]: '50' } } },
      ],
      ['web:v1 50 x0', 'web:v2 51 was 2 x3'],
    ],
  ])('when %s', (_, happenings, expected) => {
    const first = settled(apply()).replicaSets[0]!.name;
    const named = happenings.map((one) => ('replicaSet' in one ? { ...one, replicaSet: first } : one) as Happening);
    expect(numbersOf(settled(...named))).toEqual(expected);
  });

  it('when the Deployment is given another number, its own comes back', () => {
    const state = settled(apply(), apply({ annotations: { [`${PREFIX}revision`]: '7' } }));
    expect([revision(state), state.deployment!.generation]).toEqual(['1', 2]);
  });

  it('when the present ReplicaSet is given a number that is none, the Deployment copies it', () => {
    const state = settled(apply());
    const change = { annotations: { [`${PREFIX}revision`]: 'abc' } };
    const { name } = state.replicaSets[0]!;
    expect(revision(after(state, { kind: 'replicaSetWritten', replicaSet: name, change }, 0).state)).toBe('abc');
  });

  it('when the present ReplicaSet is deleted by hand, it is made again with its name and number', () => {
    const state = settled(apply(), apply({ image: 'web:v2' }));
    const deleted = state.replicaSets[1]!;
    const deletion = { kind: 'replicaSetDeleted', replicaSet: deleted.name, propagationPolicy: 'Background' } as const;
    const again = after(state, deletion, 0).state;
    expect(numbersOf(again)).toEqual(['web:v1 1 x0', 'web:v2 2 x3']);
    expect(again.replicaSets[1]!.name).toBe(deleted.name);
    expect(again.replicaSets[1]!.uid).not.toBe(deleted.uid);
    expect(again.pods.filter((pod) => pod.deletionTimestamp === null)).toHaveLength(3);
    expect(again.pods).toHaveLength(6);
  });

  it('annotations are copied to the ReplicaSet, and stay there when they are gone', () => {
    const state = settled(apply({ annotations: { a: '1', b: '2' } }), apply({ annotations: { a: '3' } }));
    expect(state.replicaSets[0]!.annotations).toMatchObject({ a: '3', b: '2' });
    expect(state.deployment!.annotations).not.toHaveProperty('b');
  });

  it.each<[string, Wanted, number]>([
    ['labels change, it stays', { labels: { stage: 'prod' } }, 1],
    ['annotations change, it goes up', { annotations: { a: '1' } }, 2],
    ['the spec changes, it goes up', { minReadySeconds: 1 }, 2],
    ['nothing changes, it stays', {}, 1],
  ])('generation: when %s', (_, wanted, generation) => {
    expect(settled(apply(), apply(wanted)).deployment!.generation).toBe(generation);
  });
});
