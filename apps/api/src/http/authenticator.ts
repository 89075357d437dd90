import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#libs/event-store';
import { looksLikeJwt, TokenRefused } from '#libs/oidc';
import type { ApiPorts, TokenOwner } from '../ports.js';
import { Unauthenticated } from './unauthenticated.js';

/** Milliseconds for which a token's owner is remembered: a token that is revoked works this much longer, at most. */
export const REMEMBERED_FOR = 5000;

const MOST_REMEMBERED = 10_000;

type Ports = Pick<ApiPorts, 'findToken' | 'oidc' | 'now'>;

/** Knows who is asking by their bearer token, without a query or a signature to check for each request. */
export class Authenticator {
  readonly #owners = new LRUCache<string, Readonly<{ owner: Promise<TokenOwner | undefined> }>>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_FOR,
  });

  constructor(private readonly ports: Ports) {}

  /**
   * The actor that an `Authorization` header proves.
   * @throws Unauthenticated for none, and for a token that is not good (any more)
   */
  async authenticate(authorization: string | undefined): Promise<Actor> {
    const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1];
    const owner = token === undefined ? undefined : await this.#ownerOf(token);
    if (owner === undefined) throw new Unauthenticated();
    if (owner.expiresAt !== undefined && owner.expiresAt <= this.ports.now())
      throw new Unauthenticated('the token has expired: get a new one');
    return owner.actor;
  }

  /** Lets what was revoked in this process be felt at once. */
  forget(): void {
    this.#owners.clear();
  }

  #ownerOf(token: string): Promise<TokenOwner | undefined> {
    const digest = createHash('sha256').update(token).digest();
    const key = digest.toString('base64');
    const known = this.#owners.get(key);
    if (known !== undefined) return known.owner;
    const { oidc } = this.ports;
    const owner =
      oidc !== undefined && looksLikeJwt(token)
        ? oidc.verify(token, this.ports.now()).catch(refused)
        : this.ports.findToken(digest);
    this.#owners.set(key, { owner });
    owner.catch(() => this.#owners.delete(key)); // the next request asks again
    return owner;
  }
}

function refused(error: unknown): never {
  throw error instanceof TokenRefused ? new Unauthenticated(error.message) : error;
}
