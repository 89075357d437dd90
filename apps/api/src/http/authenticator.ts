import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#libs/event-store';
import { type ApiPorts, PORTS, type TokenOwner } from '../ports.js';

/** Milliseconds for which a token's owner is remembered: a token that is revoked works this much longer, at most. */
export const REMEMBERED_FOR = 5000;

const MOST_REMEMBERED = 10_000;

/** Knows who is asking by their bearer token, without a query for each request. */
@Injectable()
export class Authenticator {
  readonly #owners = new LRUCache<string, Readonly<{ owner: Promise<TokenOwner | undefined> }>>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_FOR,
  });

  constructor(@Inject(PORTS) private readonly ports: Pick<ApiPorts, 'findToken' | 'now'>) {}

  /** The actor that an `Authorization` header names; undefined for none, and for a token that is not good (any more). */
  async authenticate(authorization: string | undefined): Promise<Actor | undefined> {
    const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    const owner = await this.#ownerOf(token);
    const isExpired = owner?.expiresAt !== undefined && owner.expiresAt <= this.ports.now();
    return isExpired ? undefined : owner?.actor;
  }

  #ownerOf(token: string): Promise<TokenOwner | undefined> {
    const digest = createHash('sha256').update(token).digest();
    const key = digest.toString('base64');
    const known = this.#owners.get(key);
    if (known !== undefined) return known.owner;
    const owner = this.ports.findToken(digest);
    this.#owners.set(key, { owner });
    owner.catch(() => this.#owners.delete(key)); // the next request asks again
    return owner;
  }
}
