import { describe, expect, it } from '@jest/globals';
import { after, apply, type Happening, numbersOf, settled } from '../../../test/support/scenario.js';

const requested = (propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): Happening => ({
  kind: 'deletionRequested',
  propagationPolicy,
});

describe('a deletion that finalizers hold', () => {
  it('when it is in the background, stops the rollout and keeps the status only', () => {
    const { state: held } = after(settled(apply()), requested('Background'), 0);
    const { state } = after(held, apply({ image: 'web:v2', replicas: 5 }), 60_000);
    expect(numbersOf(state)).toEqual(['web:v1 1 x3']);
    expect(state.deployment).toMatchObject({ generation: 3, status: { observedGeneration: 3, updatedReplicas: 0 } });
    expect(after(state, { kind: 'deploymentDeleted', propagationPolicy: 'Background' }, 2_000).state).toMatchObject({
      ...{ deployment: null, replicaSets: [], pods: [] },
    });
  });

  it('when it is in the foreground, lets all that it controls go first, and stays', () => {
    const { state } = after(settled(apply()), requested('Foreground'), 2_000);
    expect([state.deployment?.generation, state.replicaSets, state.pods]).toEqual([2, [], []]);
    expect(after(state, requested('Foreground'), 0).state.deployment).toEqual(state.deployment);
    const done = after(state, { kind: 'deploymentDeleted', propagationPolicy: 'Foreground' }, 0);
    expect(done.state.deployment).toBeNull();
    const generations = done.observations.flatMap((one) => (one.kind === 'Deployment' ? one.object.generation : []));
    expect(new Set(generations)).toEqual(new Set([2]));
  });

  it('when the last finalizer is taken off before the pods are gone, ends with them', () => {
    const { state } = after(settled(apply()), requested('Foreground'), 0);
    const released = after(state, { kind: 'deploymentDeleted', propagationPolicy: 'Foreground' }, 0).state;
    expect([released.deployment?.name, released.pods.length]).toEqual(['web', 3]);
    expect(after(released, { kind: 'podLimitsSet', limits: {} }, 1_000).state.deployment).toBeNull();
  });

  it('when what it controls is orphaned, lets it be at once and takes it not back', () => {
    const { state } = after(settled(apply()), requested('Orphan'), 60_000);
    expect(state.replicaSets.map(({ ownerUid, replicas }) => [ownerUid, replicas])).toEqual([[null, 3]]);
    expect([state.deployment?.held, state.pods.length]).toEqual([true, 3]);
    const done = after(state, { kind: 'deploymentDeleted', propagationPolicy: 'Orphan' }, 60_000).state;
    expect([done.deployment, done.replicaSets.length, done.pods.length]).toEqual([null, 1, 3]);
  });
});

describe('deletion', () => {
  it.each<[string, Happening & { kind: 'deploymentDeleted' }, readonly [string | null, number, number]]>([
    ['Background', { kind: 'deploymentDeleted', propagationPolicy: 'Background' }, [null, 0, 3]],
    ['Orphan', { kind: 'deploymentDeleted', propagationPolicy: 'Orphan' }, [null, 1, 0]],
    ['Foreground', { kind: 'deploymentDeleted', propagationPolicy: 'Foreground' }, ['web', 1, 3]],
  ])('%s leaves at once', (_, happening, [name, replicaSets, going]) => {
    const { state } = after(settled(apply()), happening, 0);
    expect(state.deployment?.name ?? null).toBe(name);
    expect(state.replicaSets).toHaveLength(replicaSets);
    expect(state.pods.filter((pod) => pod.deletionTimestamp !== null)).toHaveLength(going);
  });

  it('in the foreground ends with nothing when the pods are gone', () => {
    const { state } = after(settled(apply()), { kind: 'deploymentDeleted', propagationPolicy: 'Foreground' }, 2_000);
    expect([state.deployment, state.replicaSets, state.pods]).toEqual([null, [], []]);
  });

  it('counts revisions anew, but goes on after orphans', () => {
    const orphaned = settled(apply(), apply({ image: 'web:v2' }), {
      kind: 'deploymentDeleted',
      propagationPolicy: 'Orphan',
    });
    const adopted = after(orphaned, apply({ uid: 'two', image: 'web:v3' }), 60_000).state;
    expect(numbersOf(adopted)).toEqual(['web:v1 1 x0', 'web:v2 2 x0', 'web:v3 3 x3']);
    const anew = settled(
      apply(),
      apply({ image: 'web:v2' }),
      { kind: 'deploymentDeleted', propagationPolicy: 'Background' },
      apply({ uid: 'two' }),
    );
    expect(numbersOf(anew)).toEqual(['web:v1 1 x3']);
  });

  it('goes on with orphans handed in', () => {
    const { replicaSets, pods } = settled(apply());
    const state = settled({ kind: 'orphansLeft', replicaSets, pods }, apply({ uid: 'two' }));
    expect([numbersOf(state), state.pods.map(({ name }) => name)]).toEqual([
      ['web:v1 1 x3'],
      pods.map(({ name }) => name),
    ]);
  });
});
