import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A commit to be made; a file without content is removed. */
export type MadeCommit = Readonly<{
  author?: string;
  /** Seconds since 1970. */
  at: number;
  committedAt?: number;
  subject: string;
  files: Readonly<Record<string, string | undefined>>;
  /** Another line than `main`, from the commit that `main` has then. */
  branch?: string;
  /** Brings a branch in. */
  merge?: string;
}>;

export type MadeRepository = Readonly<{
  folder: string;
  add: (commits: readonly MadeCommit[]) => Promise<void>;
  discard: () => Promise<void>;
}>;

/** A bare repository in a temporary folder, made by `git fast-import`: thousands of commits in a second. */
export async function makeRepository(commits: readonly MadeCommit[]): Promise<MadeRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-git-'));
  await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main']);
  let isEmpty = true;
  const add = async (more: readonly MadeCommit[]): Promise<void> => {
    await git(folder, ['fast-import', '--quiet'], stream(more, isEmpty));
    isEmpty = isEmpty && more.length === 0;
  };
  await add(commits);
  return { folder, add, discard: () => rm(folder, { recursive: true, force: true }) };
}

function stream(commits: readonly MadeCommit[], isEmpty: boolean): string {
  const known = new Set<string>();
  return commits
    .map((commit) => {
      const { branch = 'main' } = commit;
      const base = branch === 'main' ? (isEmpty ? '' : 'from refs/heads/main^0\n') : 'from refs/heads/main\n';
      const from = known.has(branch) ? '' : base;
      known.add(branch);
      return commitText(commit, branch, from);
    })
    .join('');
}

function commitText(commit: MadeCommit, branch: string, from: string): string {
  const { author = 'Ada Lovelace <ada@example.com>', at, committedAt = at, subject, files, merge } = commit;
  return [
    `commit refs/heads/${branch}\n`,
    `author ${author} ${at} +0000\ncommitter ${author} ${committedAt} +0000\n`,
    data(subject),
    from,
    merge === undefined ? '' : `merge refs/heads/${merge}\n`,
    ...Object.entries(files).map(([path, content]) =>
      content === undefined ? `D ${quoted(path)}\n` : `M 100644 inline ${quoted(path)}\n${data(content)}`,
    ),
    '\n',
  ].join('');
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function data(content: string): string {
  return `data ${Buffer.byteLength(content)}\n${content}\n`;
}

async function git(folder: string, args: readonly string[], input = ''): Promise<void> {
  const child = spawn('git', ['-C', folder, ...args], { stdio: ['pipe', 'ignore', 'pipe'] });
  const said = text(child.stderr);
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close').catch((error: unknown) => {
    throw new Error('this test needs git in PATH (Debian: apt-get install git)', { cause: error });
  })) as [number];
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${await said}`);
}
