import { isNativeError } from 'node:util/types';
import { readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * npm packages hold no symbolic links; the package's install script makes them. This makes them where scripts were not run
 * (`npm ci --ignore-scripts`).
 */
export async function linkLibraries(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as Link[];
  await Promise.all(links.map((link) => linkOnce(dirname(folder), link)));
}

/** Both relative to the package: `native/lib/libpq.so.5.18` is also to be found as `native/lib/libpq.so`. */
type Link = Readonly<{ source: string; target: string }>;

async function linkOnce(packageFolder: string, { source, target }: Link): Promise<void> {
  try {
    await symlink(basename(source), join(packageFolder, target));
  } catch (error) {
    if (!isNativeError(error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
}
