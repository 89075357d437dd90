import type { ModelInternals } from './model-internals.js';

/** What of a cluster was seen that the model would not have made of itself. */
export type Sights = {
  /** ReplicaSets whose pods were seen, by uid: when last, and how many were ready. */
  readonly observed: Map<string, Readonly<{ at: number; ready: number }>>;
  /** Names of pods that do not start until they are seen to. */
  readonly held: Set<string>;
  /** The number that a new revision has at least. */
  leastRevision: number;
};

type KeptSights = Pick<ModelInternals, 'observed' | 'held' | 'leastRevision'>;

export function startSights({ observed, held, leastRevision }: KeptSights): Sights {
  const seen = observed.map(([uid, at, ready]) => [uid, { at, ready }] as const);
  return { observed: new Map(seen), held: new Set(held), leastRevision };
}

/** Of what is there still. */
export function finishSights({ observed, held, leastRevision, replicaSets, pods }: Sights & There): KeptSights {
  const seen = [...replicaSets.values()].flatMap(({ value: { uid } }) => {
    const { at, ready } = observed.get(uid) ?? {};
    return at === undefined || ready === undefined ? [] : [[uid, at, ready] as const];
  });
  return { observed: seen, held: [...held].filter((name) => pods.has(name)), leastRevision };
}

type There = Readonly<{
  replicaSets: ReadonlyMap<string, Readonly<{ value: Readonly<{ uid: string }> }>>;
  pods: ReadonlyMap<string, unknown>;
}>;
