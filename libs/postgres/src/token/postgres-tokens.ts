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
  /** Null where the command line made it. */
  createdBy: string | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** Null where the command line ended it. */
  revokedBy: string | null;
}>;

export type NewToken = Readonly<{
  name: string;
  subject: string;
  groups: readonly string[];
  expiresAt?: Date;
  createdBy?: string;
}>;

type TokenPage = Readonly<{ limit: number; after?: Readonly<{ createdAt: Date; id: string }> }>;

/** Whom a living token belongs to. */
export type TokenHolder = Readonly<{ actor: Actor; expiresAt?: Date }>;

/** The bearer tokens of the API, by the SHA-256 of each. */
export class PostgresTokens {
  private readonly tokens: PrismaClient['apiToken'];

  constructor(pool: Pool) {
    this.tokens = prismaOn(pool).apiToken;
  }

  /** Makes a token and answers it: it is not shown again. */
  async create({
    name,
    subject,
    groups,
    expiresAt,
    createdBy,
  }: NewToken): Promise<Token & Readonly<{ token: string }>> {
    const token = `rollbook_${randomBytes(24).toString('base64url')}`;
    const data = { name, digest: digestOf(token), subject, groups: [...groups], expiresAt: expiresAt ?? null };
    const made = await this.tokens.create({ data: { ...data, createdBy: createdBy ?? null }, omit: { digest: true } });
    return { ...made, token };
  }

  /** Newest first. */
  async list(): Promise<readonly Token[]> {
    return await this.tokens.findMany({ omit: { digest: true }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
  }

  /** Newest first, those after one of them. */
  async page({ limit, after }: TokenPage): Promise<readonly Token[]> {
    const where = after && {
      OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { gt: after.id } }],
    };
    return await this.tokens.findMany({
      ...(where && { where }),
      omit: { digest: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: limit,
    });
  }

  /** Ends a token; undefined when there is no living one of that id. */
  async revokeById(id: string, revokedBy: string): Promise<Token | undefined> {
    if (!UUID.test(id)) return undefined;
    const { count } = await this.tokens.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date(), revokedBy },
    });
    return count === 0 ? undefined : await this.tokens.findUniqueOrThrow({ where: { id }, omit: { digest: true } });
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
