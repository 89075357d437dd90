import { describe, expect, it } from '@jest/globals';
import { created, image, podTemplate } from '../../../../test/support/history.js';
import { evolve } from '../evolve.js';
import type { DeploymentEvent } from '../event.js';
import type { DeploymentState } from '../deployment-state.js';
import type { RestorableRevision } from './command.js';
import { decide } from './decide.js';
import type { DecisionContext } from './decision-context.js';

const CONTEXT: DecisionContext = {
  ...{ cluster: 'prod', namespace: 'shop', name: 'web', now: 0, release: '1.36', podLifeRules: [] },
};
const SEEN: DeploymentEvent = {
  type: 'WriteObserved',
  schemaVersion: 1,
  payload: { at: '2026-03-01T10:00:00.000Z', resourceVersion: '12', generation: 4 },
};

const revision = (name: string): RestorableRevision => ({
  ...{ uid: 'u', revision: 1, change: '1' },
  ...{ template: podTemplate(name), annotations: { team: 'shop' } },
});

function requested(to: RestorableRevision, events: readonly DeploymentEvent[], changeCause?: string) {
  const state = events.reduce<DeploymentState | undefined>(evolve, undefined);
  return decide({ kind: 'RequestUndo', to }, state, { ...CONTEXT, ...(changeCause !== undefined && { changeCause }) });
}

const HISTORY = [created('web:1'), image('web:2'), SEEN];

describe('an undo that an agent shall carry out', () => {
  it('when the Deployment was seen in the cluster, it asks for the template and annotations of the revision, at the generation seen', () => {
    const { events, summary, cause } = requested(revision('web:1'), HISTORY, 'it was not');
    const restoredFrom = { uid: 'u', revision: 1, change: '1' };
    const annotations = { team: 'shop', 'kubernetes.io/change-cause': 'it was not' };
    expect(events).toEqual([
      {
        type: 'ClusterUndoRequested',
        schemaVersion: 1,
        payload: { restoredFrom, wanted: { template: podTemplate('web:1'), annotations }, generation: 4 },
      },
    ]);
    expect([summary, cause]).toEqual([
      expect.stringMatching(/^asked cluster prod to undo to revision 1: /),
      'it was not',
    ]);
  });

  it('when it has the template already, there is nothing to ask for', () => {
    const { events, summary } = requested(revision('web:2'), HISTORY);
    expect([events, summary]).toEqual([[], 'skipped rollback (current template already matches revision 1)']);
  });

  it.each<[string, readonly DeploymentEvent[], string]>([
    ['was never seen in a cluster', HISTORY.slice(0, 2), 'web was not taken in from cluster prod'],
    ['is paused', [...HISTORY, { type: 'RolloutPaused', schemaVersion: 1, payload: {} }], 'paused'],
  ])('when it %s, it is refused', (_, events, message) => {
    expect(() => requested(revision('web:1'), events)).toThrow(message);
  });
});
