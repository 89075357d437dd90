import { stat } from 'node:fs/promises';
import { BranchUnknown, GitFailed, NotARepository } from './errors.js';
import { askGit } from './git-process.js';

/** A folder of a repository, at a commit. */
export type Repository = Readonly<{
  folder: string;
  /** The commit that history is read up to. */
  head: string;
  /** A shallow clone has no history before some commit. */
  isShallow: boolean;
}>;

/**
 * The repository that a folder belongs to, at a branch (the one checked out when none is said).
 * @throws GitMissing, NotARepository, BranchUnknown
 */
export async function openRepository(folder: string, branch = 'HEAD'): Promise<Repository> {
  await refuseMissing(folder);
  const isShallow = await askGit(folder, 'rev-parse', ['--is-shallow-repository']).catch((error: unknown) => {
    throw error instanceof GitFailed ? new NotARepository(folder, error.reason) : error;
  });
  const head = await askGit(folder, 'rev-parse', ['--verify', '--end-of-options', `${branch}^{commit}`]).catch(
    (error: unknown) => {
      throw error instanceof GitFailed ? new BranchUnknown(folder, branch) : error;
    },
  );
  return { folder, head: lastLine(head), isShallow: lastLine(isShallow) === 'true' };
}

// A folder that is not there would look like a git that is not there.
async function refuseMissing(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new NotARepository(folder, 'there is no such folder');
}

// Older gits echo --end-of-options.
function lastLine(answer: string): string {
  return answer.trim().split('\n').at(-1) ?? '';
}
