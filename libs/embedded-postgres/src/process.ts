import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './run.js';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Program and arguments of a process; empty when it is gone. */
export async function commandLine(pid: number): Promise<readonly string[]> {
  if (platform() === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.split('\0').filter((part) => part !== '');
  }
  const { said } = await run('ps', ['-o', 'args=', '-p', String(pid)]);
  return said.trim().split(' '); // a folder with a space in its name is not recognised, and so not touched
}

/** A signal, and the milliseconds it is given. */
export type Asking = readonly [signal: NodeJS.Signals, milliseconds: number];

/** Asks one way after the other; answers whether the process is gone. */
export async function stopProcess(pid: number, ways: readonly Asking[]): Promise<boolean> {
  for (const [signal, milliseconds] of ways) {
    if (!isAlive(pid)) return true;
    process.kill(pid, signal);
    if (await ends(pid, milliseconds)) return true;
  }
  return !isAlive(pid);
}

async function ends(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await sleep(20);
  }
  return false;
}
