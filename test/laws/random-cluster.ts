import fc from 'fast-check';
import type { Input, PodLife } from '#libs/controller';
import { type DeploymentStrategy, KUBERNETES_RELEASES, type KubernetesRelease } from '#libs/kubernetes';

export const IMAGES = ['web:v1', 'web:v2', 'web:v3', 'web:v4'] as const;

/** What somebody wants a Deployment to be. */
export type Wanted = Readonly<{
  image: (typeof IMAGES)[number];
  replicas: number;
  strategy: DeploymentStrategy;
  minReadySeconds: number;
  revisionHistoryLimit: number;
  progressDeadlineSeconds: number;
  paused: boolean;
  life: PodLife;
}>;

/** Something that happens so many milliseconds after what was before; pods and ReplicaSets are told by their number. */
export type Happening = Readonly<{ after: number }> &
  Readonly<
    | { kind: 'change'; wanted: Partial<Wanted> }
    | { kind: 'podDeleted'; nth: number; withoutGrace: boolean }
    | { kind: 'podNotReady'; nth: number; seconds: number }
    | { kind: 'kubeletHeld'; seconds: number }
    | { kind: 'quota'; pods: number | null }
    | { kind: 'scaledByHand'; nth: number; replicas: number }
    | { kind: 'replicaSetDeleted'; nth: number; propagationPolicy: Policy }
    | { kind: 'foreign'; replicas: number; image: string; matches: boolean }
    | { kind: 'deleted'; propagationPolicy: Policy }
  >;

export type Cluster = Readonly<{
  release: KubernetesRelease;
  gapSeconds: number;
  first: Wanted;
  happenings: readonly Happening[];
}>;

type Policy = Extract<Input, { kind: 'deploymentDeleted' }>['propagationPolicy'];

const fencepost = fc.oneof(
  fc.nat(4),
  fc.nat(120).map((percent) => `${percent}%`),
);
export const rollingUpdate: fc.Arbitrary<DeploymentStrategy> = fc
  .record({ maxSurge: fencepost, maxUnavailable: fencepost })
  .filter(({ maxSurge, maxUnavailable }) => !isNothing(maxSurge) || !isNothing(maxUnavailable))
  .map((values) => ({ type: 'RollingUpdate', rollingUpdate: values }));
const anyStrategy = fc.oneof(
  { weight: 4, arbitrary: rollingUpdate },
  { weight: 1, arbitrary: fc.constant({ type: 'Recreate' } as const) },
);
const goodLife = fc.record({ startSeconds: fc.nat(5), terminationSeconds: fc.nat(4), neverReady: fc.constant(false) });
const badLife = goodLife.map((life) => ({ ...life, neverReady: true }));

const numbers = {
  image: fc.constantFrom(...IMAGES),
  replicas: fc.nat(12),
  minReadySeconds: fc.nat(3),
  revisionHistoryLimit: fc.nat(3),
  progressDeadlineSeconds: fc.constantFrom(5, 30, 600, 2_147_483_647),
};
export const first: fc.Arbitrary<Wanted> = fc.record({
  ...numbers,
  strategy: rollingUpdate,
  paused: fc.constant(false),
  life: goodLife,
});

const { minReadySeconds: _, ...gentleNumbers } = numbers;
const gentle = { ...gentleNumbers, life: goodLife };
const any = {
  ...numbers,
  strategy: anyStrategy,
  paused: fc.boolean(),
  life: fc.oneof({ weight: 3, arbitrary: goodLife }, { weight: 1, arbitrary: badLife }),
};
const changeOf = (wanted: fc.Arbitrary<Partial<Wanted>>) => fc.record({ kind: fc.constant('change' as const), wanted });
const kind = <K extends Happening['kind']>(name: K): fc.Arbitrary<K> => fc.constant(name);
const nth = fc.nat(11);
const propagationPolicy = fc.constantFrom('Background' as const, 'Foreground' as const, 'Orphan' as const);
const few = fc.nat(5);

const change = { weight: 8, arbitrary: changeOf(fc.record(any, { requiredKeys: [] })) };
/** What pods and nodes do by themselves. */
const accidents = [
  { weight: 1, arbitrary: fc.record({ kind: kind('podDeleted'), nth, withoutGrace: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('podNotReady'), nth, seconds: few }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('kubeletHeld'), seconds: few }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('quota'), pods: fc.option(nth) }) },
];
/** What others do behind the Deployment controller's back. */
const meddling = [
  { weight: 1, arbitrary: fc.record({ kind: kind('scaledByHand'), nth, replicas: few }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('replicaSetDeleted'), nth, propagationPolicy }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('foreign'),
      replicas: few,
      image: fc.constantFrom(...IMAGES),
      matches: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('deleted'), propagationPolicy }) },
];

type Weighted = fc.WeightedArbitrary<Omit<Happening, 'after'>>;

function clusterOf(happenings: readonly Weighted[], one: fc.Arbitrary<Wanted>): fc.Arbitrary<Cluster> {
  const happening = fc
    .tuple(fc.oneof(fc.constantFrom(0, 1), fc.nat(9_000)), fc.oneof(...happenings))
    .map(([after, what]) => ({ ...what, after }) as Happening);
  return fc.record({
    release: fc.oneof(
      { weight: 3, arbitrary: fc.constant('1.36' as const) },
      { weight: 2, arbitrary: fc.constantFrom(...KUBERNETES_RELEASES) },
    ),
    gapSeconds: fc.constantFrom(0, 0.25),
    first: one,
    happenings: fc.array(happening, { maxLength: 8 }),
  });
}

/** Rolling updates and nothing else: images, numbers and good pods change, strategy and minReadySeconds do not. */
export const steadyCluster = clusterOf(
  [{ weight: 1, arbitrary: changeOf(fc.record(gentle, { requiredKeys: [] })) }],
  first,
);
/** Any change of the Deployment, and accidents of its pods. */
export const cluster = clusterOf([change, ...accidents], first);
/** All that can happen. */
export const wildCluster = clusterOf([change, ...accidents, ...meddling], first);

function isNothing(value: number | string): boolean {
  return value === 0 || value === '0%';
}
