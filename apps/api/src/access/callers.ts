import type { Access } from '#libs/access';
import type { Actor } from '#libs/event-store';
import type { ApiPorts } from '../ports.js';
import { AccessRules } from './access-rules.js';
import { scopedPorts } from './scoped-ports.js';
import { StreamPlaces } from './stream-places.js';

/** Somebody who asks: who they are, what they may do, and the world as they may see it. */
export type Caller = Readonly<{ actor: Actor; access: Access; ports: ApiPorts }>;

/** Makes callers of actors: where every door gets the ports of its requests. */
export class Callers {
  readonly rules: AccessRules;
  readonly #places: StreamPlaces;

  constructor(private readonly ports: ApiPorts) {
    this.rules = new AccessRules({ livingBindings: () => ports.bindings.living(), now: ports.now });
    this.#places = new StreamPlaces(ports.store);
  }

  async callerOf(actor: Actor): Promise<Caller> {
    const access = await this.rules.accessOf(actor);
    return { actor, access, ports: scopedPorts(this.ports, access, this.#places) };
  }
}
