import { randomBytes } from 'node:crypto';
import { access, chmod, constants, lstat, mkdir, realpath, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { FolderUnusable } from './errors.js';
import { isReachable, reachableBinaries } from './reach.js';
import { findSystemUser } from './find-system-user.js';
import type { SystemUser } from './system-user.js';

/** Where the embedded Postgres lives. */
export type Place = Readonly<{
  /** Real path of `postgres` in the data folder. */
  folder: string;
  /** Postgres' own data folder in it. */
  data: string;
  /** Holds bin/initdb and bin/postgres, where the user can reach them. */
  binaries: string;
  /** Whom Postgres runs as, when not as ourselves. */
  user: SystemUser | undefined;
}>;

/**
 * Finds or makes the place. As root it must be reachable for another user: below a folder such as /root it is not, and then
 * it lies in /var/lib/rollbook, with a symbolic link in the data folder, and a copy of the binaries beside it.
 */
export async function findPlace(dataFolder: string, binaries: Binaries): Promise<Place> {
  await mkdir(dataFolder, { recursive: true, mode: IS_ROOT ? 0o711 : 0o700 });
  await assertWritable(dataFolder);
  const link = join(dataFolder, 'postgres');
  const user = await findUser(join(link, 'data'));
  if (!(await exists(link))) await makePlace(dataFolder, link, user);
  const folder = await realpath(link).catch(() => {
    throw new FolderUnusable(`${link} leads to a folder that is gone: bring it back, or remove ${link} to begin anew`);
  });
  if (!(await isReachable(folder, user))) {
    throw new FolderUnusable(
      `${user?.name ?? ''}, the user Postgres runs as, cannot reach ${folder}: move it elsewhere`,
    );
  }
  return { folder, data: join(folder, 'data'), binaries: await reachableBinaries(binaries, folder, user), user };
}

const IS_ROOT = process.getuid?.() === 0;

// Postgres takes its data folder from its owner alone. Root can run it as anybody, so data stays whose it is.
async function findUser(data: string): Promise<SystemUser | undefined> {
  const found = await stat(data).catch(() => undefined);
  if (found === undefined) return IS_ROOT ? await findSystemUser() : undefined;
  if (IS_ROOT) return { name: `user ${found.uid}`, uid: found.uid, gid: found.gid };
  if (found.uid === process.getuid?.()) return undefined;
  throw new FolderUnusable(`${data} belongs to user ${found.uid}: start Rollbook as that user, or set ROLLBOOK_DATA`);
}

async function makePlace(dataFolder: string, link: string, user: SystemUser | undefined): Promise<void> {
  if (await isReachable(dataFolder, user)) {
    await mkdir(link, { mode: user === undefined ? 0o700 : 0o711 });
    return;
  }
  const folder = join('/var/lib/rollbook', randomBytes(8).toString('hex'));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  await symlink(folder, link);
}

async function assertWritable(dataFolder: string): Promise<void> {
  try {
    await access(dataFolder, constants.W_OK | constants.X_OK);
  } catch {
    throw new FolderUnusable(`${dataFolder} cannot be written to: change its owner, or set ROLLBOOK_DATA`);
  }
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
