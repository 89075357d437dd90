import { describe, expect, it } from '@jest/globals';
import { emptyState, type ModelState, replay } from './index.js';
import { after, apply, BAD, messagesOf, progressOf, settled, START } from '../../../test/support/scenario.js';

describe('status', () => {
  it('counts pods wanted, not pods there, as unavailable', () => {
    const limits = { quota: { name: 'few', pods: 2 } };
    const { status } = settled({ kind: 'podLimitsSet', limits }, apply()).deployment!;
    expect(status).toMatchObject({ replicas: 2, availableReplicas: 2, unavailableReplicas: 1 });
    expect(status.conditions.find(({ type }) => type === 'ReplicaFailure')).toMatchObject({
      status: 'True',
      reason: 'FailedCreate',
    });
  });

  it('loses ReplicaFailure when the quota is lifted', () => {
    const limits = { quota: { name: 'few', pods: 2 } };
    const state = settled({ kind: 'podLimitsSet', limits }, apply());
    const lifted = after(state, { kind: 'podLimitsSet', limits: {} }, 1_000_000).state;
    expect(lifted.deployment!.status).toMatchObject({ replicas: 3, availableReplicas: 3 });
    expect(lifted.deployment!.status.conditions.map(({ type }) => type)).toEqual(['Available', 'Progressing']);
  });

  it('tells of a refused pod in an event, in the words of the API server', () => {
    const limits = { quota: { name: 'few', pods: 0 } };
    const state = settled({ kind: 'podLimitsSet', limits });
    const [first] = messagesOf(after(state, apply(), 0).observations, 'ReplicaSet');
    expect(first).toMatch(
      /^Error creating: pods "web-\w+-\w{5}" is forbidden: exceeded quota: few, requested: pods=1, used: pods=0, limited: pods=0$/,
    );
  });

  it('says after the deadline that nothing goes on, and takes it back when something does', () => {
    const wanted = { image: 'web:bad', progressDeadlineSeconds: 10 };
    const stuck = after(settled(apply({ progressDeadlineSeconds: 10 })), apply(wanted, BAD), 10_999);
    expect(progressOf(stuck.state)).toBe('ReplicaSetUpdated');
    const late = replay(stuck.state, [], stuck.state.now + 1).state;
    expect(progressOf(late)).toBe('ProgressDeadlineExceeded');
    expect(progressOf(after(late, apply({ progressDeadlineSeconds: 10 }), 60_000).state)).toBe(
      'NewReplicaSetAvailable',
    );
  });

  it('has no Progressing without a deadline', () => {
    const { status } = settled(apply({ progressDeadlineSeconds: 2_147_483_647 })).deployment!;
    expect(status.conditions.map(({ type }) => type)).toEqual(['Available']);
  });

  it('stays complete when pods fail later, only Available flips', () => {
    const state = settled(apply());
    const { deployment } = after(state, { kind: 'podNotReady', pod: state.pods[0]!.name, seconds: 4 }, 1_000).state;
    expect(deployment!.status.conditions.map(({ reason }) => reason)).toEqual([
      'NewReplicaSetAvailable',
      'MinimumReplicasUnavailable',
    ]);
    expect(deployment!.status.readyReplicas).toBe(2);
  });

  it('counts minReadySeconds from the whole second in which a pod got ready', () => {
    const state = emptyState({ release: '1.36' }, START);
    const run = (until: number): number | undefined =>
      replay(state, [{ at: START + 700, ...apply({ minReadySeconds: 5 }) }], until).state.deployment?.status
        .availableReplicas;
    expect([run(START + 7_999), run(START + 8_000)]).toEqual([0, 3]);
  });

  it('counts terminating pods', () => {
    const state = settled(apply());
    const { deployment, pods } = after(state, { kind: 'podDeleted', pod: state.pods[0]!.name }, 0).state;
    expect([deployment!.status.replicas, deployment!.status.terminatingReplicas, pods.length]).toEqual([3, 1, 4]);
  });

  it('counts available pods anew when minReadySeconds changes', () => {
    const changed = after(settled(apply()), apply({ minReadySeconds: 60 }), 0).state;
    expect(changed.deployment!.status.availableReplicas).toBe(0);
    const available = ({ deployment }: ModelState): number => deployment!.status.availableReplicas;
    const later = [58_999, 59_000].map((milliseconds) => replay(changed, [], changed.now + milliseconds).state);
    expect(later.map(available)).toEqual([0, 3]);
  });
});
