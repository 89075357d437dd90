import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from './place.js';

const SOCKET = '.s.PGSQL.5432';

/** Beside the socket: names the process that listens on it. */
export const SOCKET_LOCK = `${SOCKET}.lock`;
// 107 bytes on Linux, 103 on macOS.
const LONGEST_PATH = 103;

/** Where the socket lies: in Postgres' data folder, or in a temporary one where that path is too long for a socket. */
export async function makeSocketFolder({ data, user }: Place): Promise<string> {
  if (Buffer.byteLength(join(data, SOCKET)) <= LONGEST_PATH) return data;
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-'));
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  return folder;
}
