import { describe, expect, it } from '@jest/globals';
import { after, apply, messagesOf, numbersOf, progressOf, settled } from '../../../test/support/scenario.js';

describe('scaling', () => {
  it('in the middle of a rollout is proportional, the largest takes what is left', () => {
    const begun = after(settled(apply({ replicas: 10 })), apply({ replicas: 10, image: 'web:v2' }), 0).state;
    expect(numbersOf(begun)).toEqual(['web:v1 1 x8', 'web:v2 2 x5']);
    const scaled = after(begun, apply({ replicas: 15, image: 'web:v2' }), 0);
    const said = messagesOf(scaled.observations).map((message) => message.replace(/^.* from /, ''));
    expect(said.slice(0, 2)).toEqual(['8 to 12', '5 to 7']);
    const rules = scaled.observations.filter(({ rule }) => rule === 'scaling: proportional');
    expect(rules).not.toHaveLength(0);
  });

  it('to 0 ends everything at once', () => {
    const begun = after(settled(apply({ replicas: 10 })), apply({ replicas: 10, image: 'web:v2' }), 0).state;
    const state = after(begun, apply({ replicas: 0, image: 'web:v2' }), 0).state;
    expect([numbersOf(state), progressOf(state)]).toEqual([['web:v1 1 x0', 'web:v2 2 x0'], 'NewReplicaSetAvailable']);
  });

  it('by hand is put back', () => {
    const state = settled(apply());
    const { name } = state.replicaSets[0]!;
    const scaled = { kind: 'replicaSetWritten', replicaSet: name, change: { replicas: 6 } } as const;
    const { state: then, observations } = after(state, scaled, 0);
    expect(numbersOf(then)).toEqual(['web:v1 1 x3']);
    expect(messagesOf(observations)).toEqual([`Scaled down replica set ${name} from 6 to 3`]);
    expect(then.pods.filter((pod) => pod.deletionTimestamp !== null)).toHaveLength(3);
  });

  it('works while paused', () => {
    const state = settled(apply(), apply({ paused: true }), apply({ paused: true, replicas: 5 }));
    expect([numbersOf(state), progressOf(state)]).toEqual([['web:v1 1 x5'], 'DeploymentPaused']);
  });
});
