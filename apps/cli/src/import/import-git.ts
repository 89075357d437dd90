import { type Commit, countCommits, openRepository, readCommits, type Repository } from '#libs/git';
import { ManifestFolder } from '#libs/manifest-history';
import { FactRecorder } from './fact-recorder.js';
import { foundIn, gitFact, timeOf } from './git-facts.js';
import type { ImportSink, ImportSource } from './import-source.js';
import { type CommitFiles, ManifestFiles } from './manifest-files.js';
import { type ImportFlags, runImport } from './run-import.js';

export type GitFlags = ImportFlags &
  Readonly<{ path?: readonly string[]; cluster: string; namespace: string; branch?: string }>;

/** `rollbook import git` */
export async function importGit(folder: string, flags: GitFlags): Promise<void> {
  await runImport(await gitSource(folder, flags), flags);
}

/** Told in order, they need not wait for each other; and so the log has them nearly in order, too. */
const PORTION = 256;

const MANIFESTS = ['**/*.yaml', '**/*.yml', '**/*.json'];

/**
 * The history of a folder of manifests, up to a branch.
 * @throws GitMissing, NotARepository, BranchUnknown, GitFailed
 */
export async function gitSource(
  folder: string,
  { path: globs = MANIFESTS, cluster, namespace, branch }: Omit<GitFlags, 'report'>,
): Promise<ImportSource> {
  const repository = await openRepository(folder, branch);
  const total = await countCommits(repository, globs);
  return { unit: 'commits', total, run: (sink) => readHistory({ repository, globs, cluster, namespace }, sink) };
}

type History = Readonly<{ repository: Repository; globs: readonly string[]; cluster: string; namespace: string }>;

async function readHistory({ repository, globs, cluster, namespace }: History, sink: ImportSink): Promise<void> {
  const recorder = new FactRecorder(sink, PORTION);
  const folder = new ManifestFolder(namespace);
  const files = new ManifestFiles(repository);
  let done = 0;
  try {
    for await (const { commit, read } of withFiles(readCommits(repository, globs), files)) {
      const { became, passed } = folder.take(await read(), timeOf(commit));
      for (const { reason, path, ...said } of passed)
        sink.pass({ what: reason, found: foundIn(commit, path), ...said });
      for (const each of became)
        await recorder.take(gitFact(commit, each, { cluster, now: Date.now() }), foundIn(commit, each.path));
      done += 1;
      if (!(await sink.reached(done))) break;
    }
    await recorder.end();
  } finally {
    files.close();
  }
}

/** Commits of which the files are asked for at once: git reads them while those before are worked on. */
const AHEAD = 64;

async function* withFiles(commits: AsyncIterable<Commit>, files: ManifestFiles): AsyncGenerator<CommitFiles> {
  let waiting: Commit[] = [];
  let asked: readonly CommitFiles[] = [];
  for await (const commit of commits) {
    waiting.push(commit);
    if (waiting.length < AHEAD) continue;
    const next = files.ask(waiting);
    yield* asked;
    [waiting, asked] = [[], next];
  }
  yield* [...asked, ...files.ask(waiting)];
}
