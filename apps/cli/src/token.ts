import { openPool, PostgresTokens, type Token } from '#libs/postgres';
import { withDatabase } from './with-database.js';

export type CreateOptions = Readonly<{ subject?: string; group: readonly string[]; days?: number }>;

const MILLISECONDS_A_DAY = 86_400_000;

/** `rollbook token create` */
export async function createToken(name: string, { subject = name, group, days }: CreateOptions): Promise<void> {
  const expiry = days === undefined ? {} : { expiresAt: new Date(Date.now() + days * MILLISECONDS_A_DAY) };
  const { token } = await withTokens((tokens) => tokens.create({ name, subject, groups: group, ...expiry }));
  process.stdout.write(`${token}\n`);
}

/** `rollbook token list` */
export async function listTokens({ json = false }: Readonly<{ json?: boolean }>): Promise<void> {
  const list = await withTokens((tokens) => tokens.list());
  const lines = json
    ? [JSON.stringify(list, null, 2)]
    : ['ID\tNAME\tSUBJECT\tGROUPS\tCREATED\tSTATE', ...list.map(line)];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** `rollbook token revoke` */
export async function revokeToken(idOrName: string): Promise<void> {
  const count = await withTokens((tokens) => tokens.revoke(idOrName));
  if (count === 0) throw new NoSuchToken(idOrName);
  process.stdout.write(`${count === 1 ? '1 token' : `${count} tokens`} revoked; it may take 5 seconds to be felt\n`);
}

class NoSuchToken extends Error {
  readonly code = 'NoSuchToken';
  constructor(idOrName: string) {
    super(`there is no living token with the id or name ${idOrName}: see rollbook token list`);
  }
}

async function withTokens<T>(work: (tokens: PostgresTokens) => Promise<T>): Promise<T> {
  return await withDatabase(async (url) => {
    const pool = openPool(url, { size: 1, applicationName: 'rollbook token' });
    return await work(new PostgresTokens(pool)).finally(() => pool.end());
  });
}

function line(token: Token): string {
  const { id, name, subject, groups, createdAt } = token;
  return [id, name, subject, groups.join(',') || '-', createdAt.toISOString(), stateOf(token)].join('\t');
}

function stateOf({ revokedAt, expiresAt }: Token): string {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString()}`;
  if (expiresAt === null) return 'living';
  return `${expiresAt <= new Date() ? 'expired' : 'living until'} ${expiresAt.toISOString()}`;
}
