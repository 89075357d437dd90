import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeRepository, makeRepository } from '../../../test/support/git-repository.js';
import { BlobReader } from './blob-reader.js';
import type { Commit } from './commit.js';
import { countCommits, readCommits } from './read-commits.js';
import { openRepository } from './repository.js';

let repository: MadeRepository;
beforeAll(async () => {
  repository = await makeRepository([
    {
      at: 100,
      committedAt: 150,
      author: 'Ada <a@x>',
      subject: 'first\n\nbody',
      files: { 'a.yaml': 'a', 'b.txt': 'b' },
    },
    { at: 200, author: ' <>', subject: '', files: { 'a.yaml': undefined, 'd/é "1\n.yaml': 'a' } },
    { at: 300, author: 'Öle <o@x>', subject: 'aside', files: { 'c.yml': 'c' }, branch: 'other' },
    { at: 400, subject: 'only text', files: { 'b.txt': 'bb' } },
    { at: 500, author: 'Max <m@x>', subject: ':100644 merged', files: { 'c.yml': 'c' }, merge: 'other' },
  ]);
});
afterAll(() => repository.discard());

describe('readCommits', () => {
  it('gives the commits of the first-parent line that touch the files, oldest first, each against its first parent', async () => {
    const opened = await openRepository(repository.folder);
    const commits = await all(readCommits(opened, ['**/*.yaml', '*.YML']));

    expect(commits.map(({ id: _, changes, ...facts }) => ({ ...facts, changes: changes.map(shown) }))).toEqual([
      {
        author: { name: 'Ada', mail: 'a@x' },
        authoredAt: 100_000,
        committedAt: 150_000,
        subject: 'first',
        changes: ['a.yaml here'],
      },
      {
        author: { name: '', mail: '' },
        authoredAt: 200_000,
        committedAt: 200_000,
        subject: '',
        changes: ['a.yaml gone', 'd/é "1\n.yaml here'],
      },
      {
        author: { name: 'Max', mail: 'm@x' },
        authoredAt: 500_000,
        committedAt: 500_000,
        subject: ':100644 merged',
        changes: ['c.yml here'],
      },
    ]);
    expect(commits.map(({ id }) => id)).toEqual(commits.map(() => expect.stringMatching(/^[0-9a-f]{40}$/)));
    expect(await countCommits(opened, ['**/*.yaml', '*.YML'])).toBe(3);
  });

  it('when another branch is said, it reads that one', async () => {
    const opened = await openRepository(repository.folder, 'other');

    expect((await all(readCommits(opened, ['*.yml']))).map(({ subject }) => subject)).toEqual(['aside']);
  });
});

describe('BlobReader', () => {
  it('reads the files asked for one after the other, and says of one that is too long how long it is', async () => {
    const opened = await openRepository(repository.folder);
    const [first, , last] = await all(readCommits(opened, ['**/*.yaml', '**/*.txt', '**/*.yml']));
    const [a, b] = first!.changes.map(({ blob }) => blob!);
    const [bb] = last!.changes.map(({ blob }) => blob!);
    const reader = new BlobReader(opened, 1);

    reader.ask([a!, bb!]);
    reader.ask([]);
    expect(await reader.next()).toEqual({ bytes: Buffer.from('a') });
    reader.ask([b!, '0'.repeat(40)]);
    expect(await reader.next()).toEqual({ tooLong: 2 });
    expect(await reader.next()).toEqual({ bytes: Buffer.from('b') });
    await expect(reader.next()).rejects.toThrow(`git cat-file failed: the repository lacks the file 000`);
    reader.close();
  });
});

it.each([
  ['/nowhere', undefined, '/nowhere is in no git repository that can be read: there is no such folder'],
  ['', undefined, 'not a git repository'],
  ['repository', '--all', 'has no commit "--all": name a branch, a tag or a commit of it'],
  ['repository', 'nothing', 'has no commit "nothing"'],
])('when the folder is %j and the branch %j, it says: %s', async (folder, branch, message) => {
  const there =
    { '': await mkdtemp(join(tmpdir(), 'rollbook-none-')), repository: repository.folder }[folder] ?? folder;

  await expect(openRepository(there, branch)).rejects.toThrow(message);
});

async function all(commits: AsyncGenerator<Commit>): Promise<readonly Commit[]> {
  const list: Commit[] = [];
  for await (const commit of commits) list.push(commit);
  return list;
}

function shown({ path, blob }: Commit['changes'][number]): string {
  return `${path} ${blob === undefined ? 'gone' : 'here'}`;
}
