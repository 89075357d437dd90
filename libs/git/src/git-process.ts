import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { GitFailed, GitMissing } from './errors.js';

/** git at work in a folder, without a shell between. */
export type GitProcess = Readonly<{
  child: ChildProcessWithoutNullStreams;
  /** Resolves when it has ended well. @throws GitMissing, GitFailed */
  ended: Promise<void>;
}>;

// Whatever the user's settings are, the answers have one form.
const ALWAYS = ['--no-pager', '--no-optional-locks', '-c', 'core.quotePath=false', '-c', 'log.showSignature=false'];

export function startGit(folder: string, command: string, args: readonly string[]): GitProcess {
  const child = spawn('git', [...ALWAYS, '-C', folder, command, ...args], { stdio: 'pipe' });
  child.stdin.on('error', () => undefined); // it has ended, and `ended` says why
  const ended = endOf(child, command);
  ended.catch(() => undefined); // heard of by whoever waits for it
  return { child, ended };
}

async function endOf(child: ChildProcessWithoutNullStreams, command: string): Promise<void> {
  const said = text(child.stderr);
  const code = await once(child, 'close').then(([status]: unknown[]) => status, refuseMissing);
  if (code !== 0) throw new GitFailed(command, (await said).trim() || `it ended with ${String(code)}`);
}

function refuseMissing(error: unknown): never {
  throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new GitMissing() : error;
}

/** What a short command answers. @throws GitMissing, GitFailed */
export async function askGit(folder: string, command: string, args: readonly string[]): Promise<string> {
  const { child, ended } = startGit(folder, command, args);
  child.stdin.end();
  const [answer] = await Promise.all([text(child.stdout), ended]);
  return answer;
}
