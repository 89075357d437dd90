import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresFailed } from './errors.js';
import { commandLine, isAlive, stopProcess, type Asking } from './process.js';
import { SOCKET_LOCK } from './socket-folder.js';

// Transactions that nobody will end are rolled back.
const FAST: readonly Asking[] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 10_000],
];

/**
 * Clears what a killed Rollbook left behind: its Postgres may still run on the data folder, or the folder names a process
 * that is gone. Only a Postgres that was started on this very folder is stopped.
 */
export async function clearLeftOver(data: string): Promise<'nothing' | 'stopped' | 'stale'> {
  const file = join(data, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return 'nothing';
  const [first = ''] = content.split('\n');
  const pid = Math.abs(Number.parseInt(first, 10));
  if (await isPostgresOn(pid, data)) {
    if (await stopProcess(pid, FAST)) return 'stopped';
    throw new PostgresFailed(
      `the Postgres that a killed Rollbook left on ${data} (process ${pid}) could not be stopped`,
    );
  }
  // Postgres refuses to start while *some* process has this number, and numbers come again soon in a container. It takes a
  // file that names its own parent for stale, and still checks the shared memory that the rest of the file names.
  if (isAlive(pid)) await writeFile(file, content.replace(first, String(process.pid)));
  await rm(join(data, SOCKET_LOCK), { force: true }); // the same of the socket, without the second look
  return 'stale';
}

// A Postgres that starts connections shows its arguments; those that serve them show something else.
async function isPostgresOn(pid: number, data: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  const [program = '', ...args] = await commandLine(pid);
  return /(^|\/)postgres$/.test(program) && args[args.indexOf('-D') + 1] === data;
}
