import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { SystemUser } from './system-user.js';

export type Ran = Readonly<{ code: number | null; said: string }>;

export type RunOptions = Readonly<{ user?: SystemUser | undefined; input?: string }>;

/** Runs a program to its end. A program that cannot be started at all throws. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(program, args, options.user);
  child.stdin?.on('error', () => undefined); // it ended without reading; its exit code says why
  child.stdin?.end(options.input ?? '');
  const said = Promise.all([collect(child.stdout), collect(child.stderr)]);
  await once(child, 'spawn');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: (await said).join('') };
}

/** In a process group of its own, so that Ctrl-C in the terminal reaches us alone and Postgres ends after us. */
export function start(program: string, args: readonly string[], user: SystemUser | undefined): ChildProcess {
  return spawn(program, args, {
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  });
}

async function collect(output: NodeJS.ReadableStream | null): Promise<string> {
  return output === null ? '' : await text(output);
}
