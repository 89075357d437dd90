import type { Liveness } from '#libs/sighting';

type Life = { since: number | undefined; until: number };

/** Since when, and until when, all that is followed was seen without a gap. */
export class Lively {
  private readonly lives: Life[] = [];

  /** One more thing to follow; it is not seen yet. */
  add(): Readonly<{ lost: () => void; found: (since: number) => void; heard: () => void }> {
    const life: Life = { since: undefined, until: 0 };
    this.lives.push(life);
    return {
      lost: () => (life.since = undefined),
      found: (since) => (life.since = since),
      heard: () => (life.until = Date.now()),
    };
  }

  now(): Liveness | undefined {
    let since = 0;
    let until = Infinity;
    for (const life of this.lives) {
      if (life.since === undefined) return undefined;
      since = Math.max(since, life.since);
      until = Math.min(until, life.until);
    }
    return this.lives.length === 0 ? undefined : { since, until: Math.max(since, until) };
  }
}
