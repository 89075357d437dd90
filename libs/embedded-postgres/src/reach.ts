import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { run } from './run.js';
import type { SystemUser } from './system-user.js';

/** Asks the system as that user, since access lists and mounts decide as well as modes. */
export async function isReachable(folder: string, user: SystemUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { user });
  return code === 0;
}

/** The folder of the binaries, or of a copy of them in `folder`. */
export async function reachableBinaries(
  { folder: original, release }: Binaries,
  folder: string,
  user: SystemUser | undefined,
): Promise<string> {
  if (await isReachable(join(original, 'bin'), user)) return original;
  const copy = join(folder, `binaries-${release}`);
  const whole = join(copy, 'whole');
  if (await isReachable(whole, user)) return copy;
  await rm(copy, { recursive: true, force: true });
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  await mkdir(whole); // last: a copy that was broken off is made again
  return copy;
}
