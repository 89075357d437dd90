import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ModelState, replay } from '#libs/controller';
import { law, type Law } from './law.js';
import { applied, empty, lastWanted, played, START } from './played.js';
import { cluster, wildCluster } from './random-cluster.js';

const END = START + 2_000_000;

/** The same gives the same. */
export const SAMENESS: readonly Law[] = [
  law('replaying twice is identical, and so is going step by step', wildCluster, (one) => {
    const { inputs, observations, state } = played(one);
    const once = replay(empty(one), inputs, state.now);
    assert.equal(said(replay(empty(one), inputs, state.now)), said(once));
    assert.equal(said(observations), said(once.observations));
  }),

  law(
    'stopped at any time and resumed from its snapshot, it is the same',
    fc.tuple(wildCluster, fc.nat(60_000)),
    ([one, cut]) => {
      const { inputs } = played(one);
      const at = START + cut;
      const before = replay(
        empty(one),
        inputs.filter((input) => input.at <= at),
        at,
      );
      const snapshot = JSON.parse(JSON.stringify(before.state)) as ModelState;
      const after = replay(
        snapshot,
        inputs.filter((input) => input.at > at),
        END,
      );
      const whole = replay(empty(one), inputs, END);
      assert.equal(said(after.state), said(whole.state));
      assert.equal(said([...before.observations, ...after.observations]), said(whole.observations));
    },
  ),

  law('its whole state can be said in JSON', wildCluster, (one) => {
    const { state } = played(one);
    assert.ok(isJson(state));
  }),

  law('writing what is there already does nothing', cluster, (one) => {
    const { state } = played(one);
    const again = replay(state, [applied(lastWanted(one), state.now + 1)], state.now + 1);
    assert.equal(again.observations.filter(({ at }) => at === state.now + 1).length, 0);
  }),
];

function said(value: unknown): string {
  return JSON.stringify(value);
}

function isJson(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
