import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Actor } from '#libs/event-store';
import type { PrismaClient } from '../generated/client.js';
import { prismaOn } from '../prisma.js';

/** A token as it is listed: the token itself is not kept. */
export type Token = Readonly<{
  id: string;
  name: string;
  subject: string;
  groups: readonly string[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}>;

export type NewToken = Readonly<{ name: string; subject: string; groups: readonly string[]; expiresAt?: Date }>;

/** Whom a living token belongs to. */
export type TokenHolder = Readonly<{ actor: Actor; expiresAt?: Date }>;

/** The bearer tokens of the API, by the SHA-256 of each. */
export class PostgresTokens {
  private readonly tokens: PrismaClient['apiToken'];

  constructor(pool: Pool) {
    this.tokens = prismaOn(pool).apiToken;
  }

  /** Makes a token and answers it: it is not shown again. */
  async create({ name, subject, groups, expiresAt }: NewToken): Promise<Readonly<{ id: string; token: string }>> {
    const token = `rollbook_${randomBytes(24).toString('base64url')}`;
    const data = { name, digest: digestOf(token), subject, groups: [...groups], expiresAt: expiresAt ?? null };
    const { id } = await this.tokens.create({ data, select: { id: true } });
    return { id, token };
  }

  /** Newest first. */
  async list(): Promise<readonly Token[]> {
    return await this.tokens.findMany({ omit: { digest: true }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
  }

  /** Answers how many living tokens have that id or name, and ends them. */
  async revoke(idOrName: string): Promise<number> {
    const named = [{ name: idOrName }, ...(UUID.test(idOrName) ? [{ id: idOrName }] : [])];
    const { count } = await this.tokens.updateMany({
      where: { revokedAt: null, OR: named },
      data: { revokedAt: new Date() },
    });
    return count;
  }

  /** Whom a token belongs to that is neither unknown nor revoked. */
  async find(digest: Uint8Array): Promise<TokenHolder | undefined> {
    const row = await this.tokens.findUnique({ where: { digest: Uint8Array.from(digest), revokedAt: null } });
    if (row === null) return undefined;
    const actor = { subject: row.subject, groups: row.groups };
    return row.expiresAt === null ? { actor } : { actor, expiresAt: row.expiresAt };
  }

  /** What became of a token: `unknown` when it was never stored here. */
  async stateOf(token: string): Promise<'living' | 'revoked' | 'unknown'> {
    const row = await this.tokens.findUnique({ where: { digest: digestOf(token) }, select: { revokedAt: true } });
    if (row === null) return 'unknown';
    return row.revokedAt === null ? 'living' : 'revoked';
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function digestOf(token: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(token).digest();
}
