import { describe, expect, it } from '@jest/globals';
import { replay } from './index.js';
import {
  after,
  apply,
  BAD,
  messagesOf,
  numbersOf,
  progressOf,
  revision,
  settled,
  type Wanted,
} from '../../../test/support/scenario.js';

describe('a rolling update', () => {
  it.each<[string, Wanted, readonly string[]]>([
    ['surge 1, unavailable 0 of 2', { replicas: 2 }, ['up new 0 1', 'down old 2 1', 'up new 1 2', 'down old 1 0']],
    [
      'surge 0, unavailable 1 of 2',
      { replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
      ['down old 2 1', 'up new 0 1', 'down old 1 0', 'up new 1 2'],
    ],
    ['Recreate', { replicas: 2, strategy: { type: 'Recreate' } }, ['down old 2 0', 'up new 0 2']],
    [
      'all at once',
      { replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 } } },
      ['up new 0 2', 'down old 2 0'],
    ],
  ])('with %s goes in these steps', (_, wanted, steps) => {
    const state = settled(apply(wanted));
    const old = state.replicaSets[0]!.name;
    const { observations } = after(state, apply({ ...wanted, image: 'web:v2' }), 60_000);
    const said = messagesOf(observations).map((message) => {
      const [, direction, name, from, to] = /Scaled (\w+) replica set (\S+) from (\d+) to (\d+)/.exec(message)!;
      return `${direction} ${name === old ? 'old' : 'new'} ${from} ${to}`;
    });
    expect(said).toEqual(steps);
  });

  it('cleans unhealthy old pods up first, the rule says so', () => {
    const stuck = after(settled(apply({ replicas: 4 })), apply({ replicas: 4, image: 'web:bad' }, BAD), 10_000).state;
    const { observations } = after(stuck, apply({ replicas: 4, image: 'web:v3' }), 0);
    const rules = observations
      .filter(({ kind, rule }) => kind === 'ReplicaSet' && rule.startsWith('rolling'))
      .map(({ rule }) => rule);
    expect(rules).toEqual(['rolling update: clean up unhealthy old', 'rolling update: scale up new']);
  });

  it('cleans no more unhealthy pods up than may go, the oldest first', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } } as const;
    const wanted = { replicas: 10, strategy };
    let { state } = after(settled(apply(wanted)), apply({ ...wanted, image: 'web:bad' }, BAD), 10_000);
    const [first] = state.replicaSets;
    const failing = state.pods.filter(({ name }) => name.startsWith(`${first!.name}-`)).slice(0, 3);
    for (const { name: pod } of failing) state = after(state, { kind: 'podNotReady', pod, seconds: 600 }, 0).state;

    // 10 with 3 unhealthy, 5 with 5 unhealthy: of 15 pods 10 must stay.
    const { observations } = after(state, apply({ ...wanted, image: 'web:v3' }), 0);
    expect(messagesOf(observations).map((message) => message.replace(/web-\w+/, 'X'))).toEqual([
      'Scaled down replica set X from 10 to 7',
      'Scaled down replica set X from 5 to 3',
      'Scaled up replica set X from 0 to 5',
    ]);
  });

  it('does not tell of a ReplicaSet that starts at 0', () => {
    const state = settled(apply({ replicas: 0 }));
    expect(messagesOf(after(state, apply({ replicas: 0, image: 'web:v2' }), 0).observations)).toEqual([]);
  });

  it('is handled after a change of replicas: the old ReplicaSet is scaled first', () => {
    const { observations } = after(settled(apply()), apply({ replicas: 6, image: 'web:v2' }), 0);
    expect(messagesOf(observations).map((message) => message.replace(/web-\w+/, 'X'))).toEqual([
      'Scaled up replica set X from 3 to 6',
      'Scaled up replica set X from 0 to 2',
      'Scaled down replica set X from 6 to 5',
      'Scaled up replica set X from 2 to 3',
    ]);
  });

  it('waits for the old pods to be gone with Recreate, and says nothing new meanwhile', () => {
    const strategy = { type: 'Recreate' } as const;
    const state = after(settled(apply({ strategy })), apply({ strategy, image: 'web:v2' }), 1_999).state;
    expect([numbersOf(state), revision(state), progressOf(state)]).toEqual([
      ['web:v1 1 x0'],
      '1',
      'NewReplicaSetAvailable',
    ]);
    expect(numbersOf(replay(state, [], state.now + 1).state)).toEqual(['web:v1 1 x0', 'web:v2 2 x3']);
  });

  it('gives a template replaced while Recreate waits no revision', () => {
    const strategy = { type: 'Recreate' } as const;
    const waiting = after(settled(apply({ strategy })), apply({ strategy, image: 'web:v2' }), 500).state;
    expect(numbersOf(after(waiting, apply({ strategy, image: 'web:v3' }), 60_000).state)).toEqual([
      'web:v1 1 x0',
      'web:v3 2 x3',
    ]);
  });

  it('cleans up no more unhealthy old pods than may go', () => {
    const wanted = {
      replicas: 4,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 0 } },
    } as const;
    const bad = after(settled(apply(wanted)), apply({ ...wanted, image: 'web:bad' }, BAD), 5_000).state;
    const worse = after(bad, apply({ ...wanted, image: 'web:worse' }, BAD), 0).state;
    expect(numbersOf(worse)).toEqual(['web:v1 1 x4', 'web:bad 2 x0', 'web:worse 3 x3']);
    const { observations } = after(bad, apply({ ...wanted, image: 'web:worse' }, BAD), 0);
    const cleaned = observations.filter(({ rule }) => rule === 'rolling update: clean up unhealthy old');
    expect(cleaned.filter(({ kind }) => kind === 'ReplicaSet')).toHaveLength(1);
  });
});
