import { NoEmbeddedPostgres } from './errors.js';
import { run } from './run.js';
import type { SystemUser } from './system-user.js';

/**
 * The user that Postgres runs as: it refuses to be root. An ordinary user's Postgres runs as that user (`undefined`); root's
 * runs as `rollbook`, made on the first start, or as `postgres` where users cannot be made.
 */
export async function findSystemUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const user = (await lookUp('rollbook')) ?? (await create('rollbook')) ?? (await lookUp('postgres'));
  if (user === undefined) throw new NoEmbeddedPostgres('as root it needs a user to run as, and none could be made');
  return user;
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { name, uid: Number(uid.said), gid: Number(gid.said) };
}

async function create(name: string): Promise<SystemUser | undefined> {
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  try {
    await run('useradd', [...args, name]);
  } catch {
    return undefined; // no useradd here
  }
  return await lookUp(name); // also when another process made it meanwhile
}
