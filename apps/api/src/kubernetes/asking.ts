import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, Callers } from '../access/callers.js';
import type { Actor } from '#libs/event-store';
import type { Authenticator } from '../http/authenticator.js';
import type { Entrance } from '../http/entrance.js';
import { impersonate } from './impersonate.js';

/** Knows by the headers of a request who asks, whom they act as, and what they may do. */
export class Asking {
  readonly #authenticator: Authenticator;
  readonly #callers: Callers;

  constructor({ authenticator, callers }: Entrance) {
    this.#authenticator = authenticator;
    this.#callers = callers;
  }

  /** @throws Unauthenticated */
  actorOf({ authorization }: IncomingHttpHeaders): Promise<Actor> {
    return this.#authenticator.authenticate(authorization);
  }

  /** @throws Unauthenticated, RequestRefused */
  async callerOf(headers: IncomingHttpHeaders): Promise<Caller> {
    const actor = await impersonate(await this.actorOf(headers), headers, this.#callers);
    return this.#callers.callerOf(actor);
  }
}
