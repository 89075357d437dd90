import { describe, expect, it } from '@jest/globals';
import type { DeploymentSpec } from '#libs/kubernetes';
import { DESIRED_REPLICAS, MAX_REPLICAS } from './annotations.js';
import type { DeploymentSync } from './deployment-sync.js';
import type { ModelDeployment, ModelReplicaSet } from './model.js';
import { emptyState } from './replay.js';
import { scaleProportionally } from './proportional-scaling.js';
import { addEntry, startRun } from './run.js';

const rs = (name: string, replicas: number, max: number, createdAt = 0): ModelReplicaSet =>
  ({
    name,
    uid: name,
    replicas,
    minReadySeconds: 0,
    generation: 1,
    creationTimestamp: createdAt,
    annotations: max === 0 ? {} : { [DESIRED_REPLICAS]: '1', [MAX_REPLICAS]: String(max) },
  }) as unknown as ModelReplicaSet;

// To so many replicas with a surge of none, when the Deployment's status counts so many pods.
function scaled(replicas: number, counted: number, ...replicaSets: readonly ModelReplicaSet[]): readonly string[] {
  const run = startRun(emptyState({ release: '1.36' }, 0));
  for (const one of replicaSets) addEntry(run, one);
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
  const spec = { replicas, strategy } as DeploymentSpec;
  const deployment = { spec, uid: 'd', name: 'web', status: { replicas: counted } } as unknown as ModelDeployment;
  const sync: DeploymentSync = { run, seen: deployment, deployment, replicaSets, found: null };
  scaleProportionally(sync, replicaSets);
  return [...run.replicaSets.values()].map(({ value }) => `${value.name} ${value.replicas}`);
}

describe('scaleProportionally', () => {
  it.each<[string, number, readonly ModelReplicaSet[], readonly string[]]>([
    ['doubles all', 20, [rs('a', 6, 10), rs('b', 4, 10)], ['a 12', 'b 8']],
    ['halves all', 5, [rs('a', 6, 10), rs('b', 4, 10)], ['a 3', 'b 2']],
    [
      'rounds half up, and takes what is too much from the largest',
      5,
      [rs('a', 7, 10), rs('b', 3, 10)],
      ['a 3', 'b 2'],
    ],
    ['gives what is left to the largest', 11, [rs('a', 5, 10), rs('b', 3, 10), rs('c', 2, 10)], ['a 6', 'b 3', 'c 2']],
    ['gives of two equal ones the newer more', 11, [rs('a', 5, 10, 1), rs('b', 5, 10, 2)], ['a 5', 'b 6']],
    ['takes of two equal ones from the older more', 9, [rs('a', 5, 10, 1), rs('b', 5, 10, 2)], ['a 4', 'b 5']],
    ['to 0 takes all', 0, [rs('a', 5, 10), rs('b', 2, 10)], ['a 0', 'b 0']],
    ['without annotations goes by the pods counted', 20, [rs('a', 6, 0), rs('b', 4, 0)], ['a 12', 'b 8']],
    ['takes no more than there is to take', 1, [rs('a', 2, 100), rs('b', 2, 100)], ['a 0', 'b 1']],
  ])('%s', (_, replicas, replicaSets, expected) => {
    expect(scaled(replicas, 10, ...replicaSets)).toEqual(expected);
  });

  it('leaves all as they are when nothing is known', () => {
    expect(scaled(20, 0, rs('a', 6, 0), rs('b', 4, 0))).toEqual(['a 16', 'b 4']);
  });
});
