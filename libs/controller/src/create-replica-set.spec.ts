import { describe, expect, it } from '@jest/globals';
import { apply, LIFE, revision, settled, template } from '../../../test/support/scenario.js';

describe('names and hashes', () => {
  it('when the name is taken, collisionCount goes up and stays', () => {
    const { name } = settled(apply()).replicaSets[0]!;
    const foreign = { name, labels: { foreign: 'yes' }, template: template('other'), replicas: 0 };
    const state = settled({ kind: 'foreignReplicaSetCreated', replicaSet: foreign, podLife: LIFE }, apply());
    expect(state.deployment!.status.collisionCount).toBe(1);
    expect(state.replicaSets.map((one) => one.ownerUid)).toEqual([null, 'one']);
    expect(state.replicaSets[1]!.name).not.toBe(name);
  });

  it('a ReplicaSet that nobody controls and the selector matches is adopted', () => {
    const foreign = { name: 'stray', labels: { app: 'web' }, template: template('web:v1'), replicas: 3 };
    const state = settled({ kind: 'foreignReplicaSetCreated', replicaSet: foreign, podLife: LIFE }, apply());
    expect(state.replicaSets.map(({ name, ownerUid }) => `${name} ${ownerUid}`)).toEqual(['stray one']);
    expect(revision(state)).toBe('1');
  });
});
