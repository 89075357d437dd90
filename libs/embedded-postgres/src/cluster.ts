import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NoEmbeddedPostgres, PostgresFailed, WrongPostgresVersion } from './errors.js';
import type { Place } from './place.js';
import { run } from './run.js';

/** The role and the database of Rollbook in its own Postgres. */
export const ROLE = 'rollbook';

/** Makes the data folder on the first start, and refuses one of another major version. */
export async function prepareCluster(
  place: Place,
  majorVersion: string,
  { password, isNew }: Readonly<{ password: string; isNew: boolean }>,
): Promise<void> {
  const found = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found === undefined) await makeCluster(place, password);
  else if (found.trim() !== majorVersion) throw new WrongPostgresVersion(place.data, found.trim(), majorVersion);
  else if (isNew) await runAlone(place, place.data, `alter role ${ROLE} password '${password}'`); // its file was lost
}

// Under another name until it is whole, so that a start that was broken off begins anew.
async function makeCluster(place: Place, password: string): Promise<void> {
  const data = `${place.data}.new`;
  const passwordFile = join(place.folder, 'password.new');
  await rm(data, { recursive: true, force: true });
  await giveFolder(place);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.user !== undefined) await chown(passwordFile, place.user.uid, place.user.gid);
  try {
    const { code, said } = await initdb(place, data, passwordFile);
    if (code !== 0) throw new PostgresFailed('the data folder could not be made:', said.trim().split('\n').slice(-10));
    await runAlone(place, data, `create database ${ROLE}`);
    await rename(data, place.data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

// The user makes its data folder in it.
async function giveFolder({ folder, user }: Place): Promise<void> {
  if (user !== undefined) await chown(folder, user.uid, user.gid);
}

async function initdb({ binaries, user }: Place, data: string, passwordFile: string) {
  const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = [`--pgdata=${data}`, `--username=${ROLE}`, `--pwfile=${passwordFile}`, '--no-instructions', ...settings];
  try {
    return await run(join(binaries, 'bin', 'initdb'), args, { user });
  } catch (error) {
    // The file is there: what is missing is its loader, as on Alpine.
    throw new NoEmbeddedPostgres(error instanceof Error ? error.message : String(error));
  }
}

// Single-user mode: no server, no login.
async function runAlone({ binaries, user }: Place, data: string, statement: string): Promise<void> {
  const args = ['--single', '-D', data, '-c', 'log_min_messages=fatal', 'postgres'];
  const { code, said } = await run(join(binaries, 'bin', 'postgres'), args, { user, input: `${statement}\n` });
  if (code !== 0 || said.includes('ERROR:')) throw new PostgresFailed('the data folder could not be set up:', [said]);
}
