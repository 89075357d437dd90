import { describe, expect, it } from '@jest/globals';
import { after, apply, type Happening, numbersOf, settled } from '../../../test/support/scenario.js';

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
