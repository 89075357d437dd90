import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '#libs/event-store';

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
  constructor(private readonly pool: pg.Pool) {}

  /** Makes a token and answers it: it is not shown again. */
  async create({ name, subject, groups, expiresAt }: NewToken): Promise<Readonly<{ id: string; token: string }>> {
    const token = `rollbook_${randomBytes(24).toString('base64url')}`;
    const values = [name, digestOf(token), subject, groups, expiresAt ?? null];
    const { rows } = await this.pool.query<{ id: string }>(CREATE, values);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error(`the token ${name} was not stored`);
    return { id, token };
  }

  /** Newest first. */
  async list(): Promise<readonly Token[]> {
    const { rows } = await this.pool.query<Token>(LIST);
    return rows;
  }

  /** Answers how many living tokens have that id or name, and ends them. */
  async revoke(idOrName: string): Promise<number> {
    const { rowCount } = await this.pool.query(REVOKE, [idOrName]);
    return rowCount ?? 0;
  }

  /** Whom a token belongs to that is neither unknown nor revoked. */
  async find(digest: Buffer): Promise<TokenHolder | undefined> {
    const { rows } = await this.pool.query<HolderRow>({ name: 'token', text: FIND, values: [digest] });
    const row = rows[0];
    if (row === undefined) return undefined;
    const actor = { subject: row.subject, groups: row.groups };
    return row.expiresAt === null ? { actor } : { actor, expiresAt: row.expiresAt };
  }

  /** What became of a token: `unknown` when it was never stored here. */
  async stateOf(token: string): Promise<'living' | 'revoked' | 'unknown'> {
    const { rows } = await this.pool.query<{ revoked: boolean }>(STATE, [digestOf(token)]);
    if (rows[0] === undefined) return 'unknown';
    return rows[0].revoked ? 'revoked' : 'living';
  }
}

type HolderRow = Readonly<{ subject: string; groups: string[]; expiresAt: Date | null }>;

const CREATE = `insert into setting.api_token (id, name, digest, subject, groups, expires_at)
  values (gen_random_uuid(), $1, $2, $3, $4, $5) returning id`;
const LIST = `select id, name, subject, groups, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
  from setting.api_token order by created_at desc, id`;
const REVOKE = `update setting.api_token set revoked_at = now() where revoked_at is null and (id::text = $1 or name = $1)`;
const FIND = `select subject, groups, expires_at as "expiresAt" from setting.api_token where digest = $1 and revoked_at is null`;
const STATE = `select revoked_at is not null as revoked from setting.api_token where digest = $1`;

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
