import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import type { Commit, PathChange } from './commit.js';
import { askGit, startGit } from './git-process.js';
import type { Repository } from './repository.js';

/**
 * The commits of a repository's first-parent line that touch files, oldest first: a merge is one commit, which made of the
 * branch what it brought in. `globs` are patterns of paths below the folder; `**` stands for folders.
 * @throws GitMissing, GitFailed
 */
export async function* readCommits(repository: Repository, globs: readonly string[]): AsyncGenerator<Commit> {
  const { child, ended } = startGit(repository.folder, 'log', [...LOG, ...rangeOf(repository, globs)]);
  child.stdin.end();
  try {
    yield* commitsOf(child.stdout);
    await ended;
  } finally {
    child.kill();
  }
}

/** How many commits `readCommits` gives. */
export async function countCommits(repository: Repository, globs: readonly string[]): Promise<number> {
  return Number(
    await askGit(repository.folder, 'rev-list', ['--count', '--first-parent', ...rangeOf(repository, globs)]),
  );
}

const FIELDS = ['%H', '%an', '%ae', '%at', '%ct', '%s'];

const LOG = [
  '--reverse',
  '--first-parent',
  '-m', // merges too are compared with their first parent
  '--root',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-renames',
  '--no-mailmap',
  '--no-ext-diff',
  '--no-color',
  '--no-notes',
  '--encoding=UTF-8',
  `--format=${FIELDS.join('%x00')}`,
];

function rangeOf({ head }: Repository, globs: readonly string[]): readonly string[] {
  return ['--end-of-options', head, '--', ...globs.map((glob) => `:(glob,icase)${glob}`)];
}

// Each field and path ends with U+0000; a line feed stands between a commit and its files.
async function* commitsOf(output: Readable): AsyncGenerator<Commit> {
  let fields: string[] = [];
  let changes: PathChange[] = [];
  let raw: string | undefined;
  for await (const text of textsOf(output)) {
    const next = text.replace(/^\n/, '');
    if (raw !== undefined) {
      changes.push(pathChange(raw, text));
      raw = undefined;
    } else if (fields.length < FIELDS.length) fields.push(text);
    else if (next.startsWith(':')) raw = next;
    else if (next !== '') {
      yield commit(fields, changes);
      [fields, changes] = [[next], []];
    }
  }
  if (fields.length === FIELDS.length) yield commit(fields, changes);
}

async function* textsOf(output: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of output) {
    const texts = (rest + decoder.write(chunk as Buffer)).split('\0');
    rest = texts.pop() ?? '';
    yield* texts;
  }
  if (rest !== '') yield rest;
}

function commit(fields: readonly string[], changes: readonly PathChange[]): Commit {
  const [id = '', name = '', mail = '', authored, committed, subject = ''] = fields;
  const [authoredAt, committedAt] = [Number(authored) * 1000, Number(committed) * 1000];
  return { id, author: { name, mail }, authoredAt, committedAt, subject, changes };
}

// `:100644 100755 <blob before> <blob after> M`
function pathChange(raw: string, path: string): PathChange {
  const [, mode = '', , blob = ''] = raw.split(' ');
  return { path, isFile: mode.startsWith('100'), ...(mode !== '000000' && { blob }) };
}
