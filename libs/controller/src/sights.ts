import type { ModelInternals } from './model-internals.js';

/** What of a cluster's pods was seen. */
export type Sights = Readonly<{
  /** ReplicaSets whose pods were seen, by uid: when last, and how many were ready. */
  observed: Map<string, Readonly<{ at: number; ready: number }>>;
  /** Names of pods that do not start until they are seen to. */
  held: Set<string>;
}>;

type KeptSights = Pick<ModelInternals, 'observed' | 'held'>;

export function startSights({ observed, held }: KeptSights): Sights {
  return { observed: new Map(observed.map(([uid, at, ready]) => [uid, { at, ready }])), held: new Set(held) };
}

/** Of what is there still. */
export function finishSights({ observed, held, replicaSets, pods }: Sights & There): KeptSights {
  const seen = [...replicaSets.values()].flatMap(({ value: { uid } }) => {
    const { at, ready } = observed.get(uid) ?? {};
    return at === undefined || ready === undefined ? [] : [[uid, at, ready] as const];
  });
  return { observed: seen, held: [...held].filter((name) => pods.has(name)) };
}

type There = Readonly<{
  replicaSets: ReadonlyMap<string, Readonly<{ value: Readonly<{ uid: string }> }>>;
  pods: ReadonlyMap<string, unknown>;
}>;
