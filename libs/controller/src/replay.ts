import type { ClusterSettings, Input, ModelState, Observation } from './model.js';

/** An empty namespace at an instant. */
export function emptyState(settings: ClusterSettings, now: number): ModelState {
  const events = { similar: {}, written: {}, allowance: {} };
  return {
    now,
    settings,
    deployment: null,
    replicaSets: [],
    pods: [],
    internals: { timers: [], counter: 0, kubeletWroteAt: null, podLimits: {}, events },
  };
}

/**
 * Lets the inputs happen, in order, and all that follows from them up to and including `until` ('quiet': until nothing is due any
 * more). Inputs before `state.now` happen at `state.now`. The observations are all writes, in order. Running to `t1` and on to
 * `t2` equals running to `t2`.
 */
export function replay(
  state: ModelState,
  _inputs: readonly Input[],
  until: number | 'quiet',
): Readonly<{ state: ModelState; observations: readonly Observation[] }> {
  return { state: until === 'quiet' ? state : { ...state, now: until }, observations: [] };
}
