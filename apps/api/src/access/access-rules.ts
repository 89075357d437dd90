import { type Access, accessOf, type Binding } from '#libs/access';
import type { Actor } from '#libs/event-store';

/** Milliseconds for which bindings are remembered: a role that is given or taken is felt this much later, at most. */
export const BINDINGS_REMEMBERED_FOR = 5000;

/** Knows what somebody may do, without a query for each request. */
export class AccessRules {
  #bindings: Promise<readonly Binding[]> | undefined;
  #readAt = 0;

  constructor(
    private readonly ports: Readonly<{ livingBindings: () => Promise<readonly Binding[]>; now: () => Date }>,
  ) {}

  async accessOf(actor: Actor): Promise<Access> {
    return accessOf(actor, await this.#living());
  }

  /** Lets what was changed in this process be felt at once. */
  forget(): void {
    this.#bindings = undefined;
  }

  #living(): Promise<readonly Binding[]> {
    const now = this.ports.now().getTime();
    if (this.#bindings !== undefined && now - this.#readAt < BINDINGS_REMEMBERED_FOR) return this.#bindings;
    const reading = this.ports.livingBindings();
    this.#bindings = reading;
    this.#readAt = now;
    reading.catch(() => {
      if (this.#bindings === reading) this.forget(); // the next request asks again
    });
    return reading;
  }
}
