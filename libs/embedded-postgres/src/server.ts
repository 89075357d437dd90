import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresFailed } from './errors.js';
import type { Place } from './place.js';
import { stopProcess, type Asking } from './process.js';
import { start } from './run.js';
import { postgresFlags } from './settings.js';

export type Server = Readonly<{ ended: Promise<string>; stop: () => Promise<void> }>;

/** Starts Postgres and waits until it takes connections, however long its recovery takes. */
export async function startServer(place: Place, socketFolder: string, onLine: (line: string) => void): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await startOnce(place, socketFolder, onLine);
    if ('server' in outcome) return outcome.server;
    // The processes of a Postgres whose parent was killed need a moment to notice.
    const mayPass = outcome.said.some((line) => line.includes('pre-existing shared memory block'));
    if (!mayPass || attempt === MOST_ATTEMPTS) throw new PostgresFailed('Postgres did not start:', outcome.said);
    await sleep(500);
  }
}

const MOST_ATTEMPTS = 20;

type Outcome = Readonly<{ server: Server } | { said: readonly string[] }>;

async function startOnce(place: Place, socketFolder: string, onLine: (line: string) => void): Promise<Outcome> {
  const said: string[] = [];
  const args = ['-D', place.data, ...postgresFlags(socketFolder)];
  const child = start(join(place.binaries, 'bin', 'postgres'), args, place.user);
  const exit = once(child, 'exit').then(() => 'exit' as const);
  const ready = new Promise<'ready'>((resolve) => {
    createInterface({ input: child.stderr ?? process.stdin }).on('line', (line) => {
      onLine(line);
      if (said.push(line) > 20) said.shift();
      if (line.includes('database system is ready to accept connections')) resolve('ready');
    });
  });
  if ((await Promise.race([ready, exit])) === 'exit') return { said };
  const { pid } = child;
  if (pid === undefined) throw new Error('Postgres started without a process number');
  return { server: { ended: ended(exit, said), stop: () => stop(pid, exit) } };
}

async function ended(exit: Promise<unknown>, said: readonly string[]): Promise<string> {
  await exit;
  return said.at(-1) ?? 'it said nothing';
}

async function stop(pid: number, exit: Promise<unknown>): Promise<void> {
  if (!(await stopProcess(pid, GENTLY))) throw new PostgresFailed(`Postgres (${pid}) does not end`);
  await exit;
}

// First it waits for connections that are just closing; then it cuts them; then it leaves the tidying to the next start.
const GENTLY: readonly Asking[] = [
  ['SIGTERM', 2000],
  ['SIGINT', 10_000],
  ['SIGQUIT', 10_000],
];
