import { describe, expect, it } from '@jest/globals';
import { newReplicaSetAnnotations, parseRevision, REVISION, REVISION_HISTORY } from './annotations.js';
import type { ModelDeployment } from './model.js';

const deployment = (annotations: Readonly<Record<string, string>> = {}): ModelDeployment =>
  ({ annotations }) as unknown as ModelDeployment;

const numbered = (revision: string, history?: string): Readonly<Record<string, string>> =>
  history === undefined ? { [REVISION]: revision } : { [REVISION]: revision, [REVISION_HISTORY]: history };

describe('newReplicaSetAnnotations', () => {
  it.each<[string, Readonly<Record<string, string>>, number, Readonly<Record<string, string>>]>([
    ['there was no number, it is set without a history', {}, 1, numbered('1')],
    ['the number is greater, the old one goes to the history', numbered('1'), 3, numbered('3', '1')],
    ['there is a history, it grows at its end', numbered('3', '1'), 5, numbered('5', '1,3')],
    ['the number is the same, nothing changes', numbered('3'), 3, numbered('3')],
    ['the number is less, nothing changes', numbered('10'), 9, numbered('10')],
    ['the present one is no number, nothing changes', numbered('abc'), 2, numbered('abc')],
  ])('when %s', (_, present, revision, expected) => {
    expect(newReplicaSetAnnotations(deployment(), present, revision)).toEqual(expected);
  });

  it('copies annotations but those that are nobody else’s', () => {
    const given = { a: '1', [REVISION]: '9', 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
    expect(newReplicaSetAnnotations(deployment(given), numbered('2'), 2)).toEqual({ ...numbered('2'), a: '1' });
  });

  it('is the same object when nothing changes', () => {
    const present = { ...numbered('2'), a: '1' };
    expect(newReplicaSetAnnotations(deployment({ a: '1' }), present, 2)).toBe(present);
  });

  it.each<[string, number, (numbers: readonly string[]) => readonly string[]]>([
    ['is just short enough', 1996, (numbers) => [...numbers, '777']],
    ['would be too long', 1998, (numbers) => [...numbers.slice(1), '777']],
  ])('when the history %s', (_, length, expected) => {
    const history = ['1'.repeat(length - 4), '222'];
    const changed = newReplicaSetAnnotations(deployment(), numbered('777', history.join(',')), 778);
    expect(changed[REVISION_HISTORY]).toBe(expected(history).join(','));
  });
});

describe('parseRevision', () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, 0],
    ['', 0],
    ['7', 7],
    ['-1', -1],
    ['1.5', undefined],
    ['abc', undefined],
  ])('of %p is %p', (annotation, revision) => {
    expect(parseRevision(annotation)).toBe(revision);
  });
});
