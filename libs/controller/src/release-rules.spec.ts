import { describe, expect, it } from '@jest/globals';
import type { KubernetesRelease } from '#libs/kubernetes';
import { emptyState, type Input, type ModelState, replay } from './index.js';
import { apply, LIFE, messagesOf, START } from '../../../test/support/scenario.js';
import { releaseRules } from './release-rules.js';

describe('other releases', () => {
  const strategy = { type: 'Recreate' } as const;
  const slow = { ...LIFE, startSeconds: 1, terminationSeconds: 4 };
  const midway = (release: '1.32' | '1.36'): ModelState => {
    const changed = apply({ replicas: 4, image: 'web:v2', strategy, progressDeadlineSeconds: 20 }, slow);
    const inputs = [
      { at: START, ...apply({ replicas: 4 }, slow) },
      { at: START + 10_000, ...apply({ replicas: 4, image: 'web:v2' }, slow) },
      { at: START + 10_500, ...changed },
    ] as readonly Input[];
    return replay(emptyState({ release }, START), inputs, START + 20_000).state;
  };

  it('1.32 hangs when the strategy becomes Recreate and new pods outlive the old, 1.36 goes on', () => {
    expect(midway('1.36').deployment!.status).toMatchObject({ availableReplicas: 4, terminatingReplicas: 0 });
    expect(midway('1.32').deployment!.status).toMatchObject({ availableReplicas: 2 });
    expect(midway('1.32').deployment!.status).not.toHaveProperty('terminatingReplicas');
    const later = replay(midway('1.32'), [], midway('1.32').now + 30_000).state;
    expect(later.deployment!.status.availableReplicas).toBe(4);
  });

  it('1.20 does not say from which size it scales', () => {
    const old = emptyState({ release: '1.20' }, START);
    const { observations } = replay(old, [{ at: START, ...apply() }], START);
    expect(messagesOf(observations)).toEqual([expect.stringMatching(/^Scaled up replica set web-\w+ to 3$/)]);
  });
});

describe('a look that another has come before', () => {
  it('when the state is taken up again, is none any more', () => {
    const life = { startSeconds: 0, terminationSeconds: 0, neverReady: false };
    const inputs = [
      { at: START, ...apply({ replicas: 1, minReadySeconds: 1 }, life) },
      { at: START + 1_000, ...apply({ replicas: 2, minReadySeconds: 1 }, life) },
    ] as readonly Input[];
    const old = emptyState({ release: '1.30' }, START);
    const end = START + 60_000;
    const cut = replay(old, inputs.slice(0, 1), START + 1_000).state;
    expect(replay(cut, inputs.slice(1), end).state).toEqual(replay(old, inputs, end).state);
    expect(replay(old, inputs, 'quiet').state.internals.timers).toEqual([]);
  });
});

describe('releaseRules', () => {
  it.each<[KubernetesRelease, string]>([
    ['1.16', 'to, by age, late'],
    ['1.20', 'to, by age, late'],
    ['1.21', 'to, late'],
    ['1.26', 'to, late'],
    ['1.27', 'toFrom, late'],
    ['1.31', 'toFrom, late'],
    ['1.32', 'fromTo, late'],
    ['1.33', 'fromTo, late'],
    ['1.34', 'fromTo'],
    ['1.35', 'fromTo, terminating'],
    ['1.36', 'fromTo, terminating'],
  ])('%s: %s', (release, expected) => {
    const { scalingWords, cleansUpByAge, looksLate, countsTerminating } = releaseRules(release);
    const said = [cleansUpByAge && 'by age', looksLate && 'late', countsTerminating && 'terminating'];
    expect([scalingWords, ...said.filter((word) => word !== false)].join(', ')).toBe(expected);
  });

  it('1.30 says from which size it scales, but of a new ReplicaSet only to which', () => {
    const inputs = [apply(), apply({ replicas: 5 })].map((one, index) => ({ at: START + index * 10_000, ...one }));
    const { observations } = replay(emptyState({ release: '1.30' }, START), inputs, START + 10_000);
    const said = messagesOf(observations).map((message) => message.replace(/web-\w+/, 'X'));
    expect(said).toEqual(['Scaled up replica set X to 3', 'Scaled up replica set X to 5 from 3']);
  });
});
