import { readConfig } from '#libs/config';
import { openPool, readSigningKeys, rotateKey, type SigningKeyRow } from '#libs/postgres';
import { fingerprint, noteKeyHash, originOf, toBase64, toHex } from '#libs/proof';
import {
  createSigningKey,
  ensureSigningKey,
  nextKeyFile,
  promoteNextKey,
  readSigningKey,
  type SigningKey,
} from '#libs/signing';
import { adoptRotatedKey, signingKeyFile } from './signing-key-file.js';
import { sha256 } from './sha256.js';
import { withDatabase } from './with-database.js';

/** `rollbook key create` */
export async function createKey(file: string, { ifAbsent = false }: Readonly<{ ifAbsent?: boolean }>): Promise<void> {
  const { publicKey } = await (ifAbsent ? ensureSigningKey(file) : createSigningKey(file));
  process.stdout.write(`${fingerprint(sha256, publicKey)}\n`);
}

/** `rollbook key list` */
export async function listKeys({ json = false }: Readonly<{ json?: boolean }>): Promise<void> {
  const keys = (await onDatabase(readSigningKeys)).map((key, _index, all) => shown(key, all));
  const lines = json
    ? [JSON.stringify(keys, null, 2)]
    : [
        'NUMBER\tFINGERPRINT\tSIGNS\tMADE\tNOTE KEY',
        ...keys.map((key) => [key.number, key.fingerprint, key.signs, key.madeAt, key.noteKey].join('\t')),
      ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** `rollbook key rotate` */
export async function rotate({ to }: Readonly<{ to?: string }>): Promise<void> {
  const file = signingKeyFile(readConfig());
  const fresh = await onDatabase(async (pool) => {
    const adopted = await adoptRotatedKey(file, (await readSigningKeys(pool)).at(-1)?.publicKey);
    if (adopted) return await readSigningKey(file);
    const next = await ensureSigningKey(to ?? nextKeyFile(file));
    await rotateKey(pool, await readSigningKey(file), next);
    if (to === undefined) await promoteNextKey(file);
    return next;
  });
  process.stdout.write(`${said(fresh, to)}\n`);
}

function said({ publicKey }: SigningKey, to: string | undefined): string {
  const print = fingerprint(sha256, publicKey);
  return to === undefined
    ? `heads are signed by ${print} from now on`
    : `the next heads must be signed by ${print}: let ROLLBOOK_SIGNING_KEY name ${to}, and start the workers again`;
}

function shown({ number, publicKey, fromSize, madeAt }: SigningKeyRow, keys: readonly SigningKeyRow[]) {
  const origin = originOf(sha256, keys[0]?.publicKey ?? publicKey);
  const next = keys[number];
  return {
    number,
    fingerprint: fingerprint(sha256, publicKey),
    signs: `${fromSize + 1}-${next?.fromSize ?? ''}`,
    madeAt: madeAt.toISOString(),
    noteKey: `${origin}+${toHex(noteKeyHash(sha256, origin, publicKey))}+${toBase64(Uint8Array.of(1, ...publicKey))}`,
  };
}

async function onDatabase<T>(work: (pool: ReturnType<typeof openPool>) => Promise<T>): Promise<T> {
  return await withDatabase(async (url) => {
    const pool = openPool(url, { size: 1, applicationName: 'rollbook key' });
    return await work(pool).finally(() => pool.end());
  });
}
