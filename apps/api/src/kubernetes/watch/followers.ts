import type { Step, StreamPlace } from './step.js';
import type { Scope } from './watch-world.js';

/** Who wants to be told of steps. */
export interface Follower {
  readonly scope: Scope;
  /** Is given steps of its scope, in order; it must not wait. */
  take(steps: readonly Step[]): void;
  /** There will be no more steps. */
  end(): void;
}

/** All followers, by what they follow. */
export class Followers {
  readonly #byScope = new Map<string, Set<Follower>>();
  readonly #resources = new Map<string, Map<string, number>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(follower: Follower): void {
    const followers = this.#byScope.get(keyOf(follower.scope)) ?? new Set();
    if (followers.has(follower)) return;
    this.#byScope.set(keyOf(follower.scope), followers.add(follower));
    this.#count(follower.scope, 1);
  }

  remove(follower: Follower): void {
    const followers = this.#byScope.get(keyOf(follower.scope));
    if (followers?.delete(follower) !== true) return;
    if (followers.size === 0) this.#byScope.delete(keyOf(follower.scope));
    this.#count(follower.scope, -1);
  }

  /** The resources that somebody follows where a stream is. */
  resourcesAt({ cluster, namespace }: Pick<StreamPlace, 'cluster' | 'namespace'>): readonly string[] {
    const here = [placeKey({ cluster, namespace }), placeKey({ cluster })];
    return [...new Set(here.flatMap((key) => [...(this.#resources.get(key)?.keys() ?? [])]))];
  }

  /** Gives each follower the steps of its scope. */
  tell(steps: readonly Step[]): void {
    const told = new Map<Follower, Step[]>();
    for (const step of steps) {
      for (const follower of this.#of(step)) {
        const own = told.get(follower);
        if (own === undefined) told.set(follower, [step]);
        else own.push(step);
      }
    }
    for (const [follower, own] of told) follower.take(own);
  }

  endAll(): void {
    const all = [...this.#byScope.values()].flatMap((followers) => [...followers]);
    for (const follower of all) {
      this.remove(follower);
      follower.end();
    }
  }

  *#of({ resource, cluster, namespace }: Step): Iterable<Follower> {
    yield* this.#byScope.get(keyOf({ resource, cluster })) ?? [];
    yield* this.#byScope.get(keyOf({ resource, cluster, namespace })) ?? [];
  }

  #count(scope: Scope, by: 1 | -1): void {
    const key = placeKey(scope);
    const resources = this.#resources.get(key) ?? new Map<string, number>();
    const count = (resources.get(scope.resource) ?? 0) + by;
    if (count > 0) resources.set(scope.resource, count);
    else resources.delete(scope.resource);
    if (resources.size > 0) this.#resources.set(key, resources);
    else this.#resources.delete(key);
    this.#size += by;
  }
}

type Place = Pick<Scope, 'cluster' | 'namespace'>;

// No name of a cluster, a namespace or a resource has a line end.
function placeKey({ cluster, namespace }: Place): string {
  return namespace === undefined ? cluster : `${cluster}\n${namespace}`;
}

function keyOf(scope: Scope): string {
  return `${scope.resource}\n${placeKey(scope)}`;
}
