import { describe, expect, it } from '@jest/globals';
import { emptyState, type Input, type ModelState, replay } from './index.js';
import { after, apply, settled, template } from '../../../test/support/scenario.js';

type Orphans = Pick<Extract<Input, { kind: 'orphansLeft' }>, 'replicaSets' | 'pods'>;

const running = settled(apply());
const [first] = running.pods;

/** What there is so many milliseconds after orphans came into an empty namespace, at the instant they were in. */
function later(of: Pick<ModelState, 'now'> & Orphans, milliseconds: number, podFacts?: 'observed'): ModelState {
  const state = emptyState({ release: '1.36', ...(podFacts && { podFacts }) }, of.now);
  const { now: at, replicaSets, pods } = of;
  return replay(state, [{ at, kind: 'orphansLeft', replicaSets, pods }], at + milliseconds).state;
}

describe('orphans of an earlier incarnation', () => {
  const going = after(running, { kind: 'podDeleted', pod: first!.name }, 500).state;
  const starting = after(settled(), apply(), 1_000).state;

  it('belong to nobody', () => {
    expect(later(running, 0).replicaSets.map(({ ownerUid }) => ownerUid)).toEqual([null]);
  });

  it('when a pod was told to go, it is gone when its life says so', () => {
    const isThere = ({ pods }: ModelState): boolean => pods.some(({ name }) => name === first!.name);
    expect([later(going, 1_499), later(going, 1_500)].map(isThere)).toEqual([true, false]);
  });

  it('when pods had not started, they start when their life says so', () => {
    const readyOf = ({ pods }: ModelState): number => pods.filter(({ ready }) => ready).length;
    expect([later(starting, 1_999), later(starting, 2_000)].map(readyOf)).toEqual([0, 3]);
  });

  it('when pods were not ready for long enough, they get available in time', () => {
    const fresh = after(settled(), apply({ minReadySeconds: 10 }), 5_000).state;
    const available = ({ replicaSets }: ModelState): number => replicaSets[0]!.status.availableReplicas;
    expect([later(fresh, 7_999), later(fresh, 8_000)].map(available)).toEqual([0, 3]);
  });

  it('when pods start and end by observed facts, nothing happens by itself', () => {
    expect(later(starting, 60_000, 'observed').pods.some(({ ready }) => ready)).toBe(false);
    expect(later(going, 60_000, 'observed').pods).toHaveLength(4);
  });

  it('when the ReplicaSet of a pod is not among them, it stays as it is', () => {
    expect(later({ ...going, replicaSets: [] }, 60_000).pods).toEqual(going.pods);
  });

  it('when they have made pods, give none of their names again', () => {
    const { replicaSets, pods, internals } = running;
    const left = { kind: 'orphansLeft', replicaSets, pods: [], podsMade: internals.podsMade } as const;
    const names = settled(left).pods.map(({ name }) => name);
    expect(names).toHaveLength(3);
    expect(pods.filter(({ name }) => names.includes(name))).toEqual([]);
    const anew = settled({ kind: 'orphansLeft', replicaSets, pods: [] }).pods;
    expect(anew.map(({ name }) => name)).toEqual(pods.map(({ name }) => name));
  });

  it('when something has their name, they stay away', () => {
    const again = { kind: 'orphansLeft', replicaSets: running.replicaSets, pods: running.pods } as const;
    const { state } = after(running, again, 0);
    expect([state.replicaSets, state.pods]).toEqual([running.replicaSets, running.pods]);
    expect(state.replicaSets[0]!.template).toEqual(template('web:v1'));
  });
});
