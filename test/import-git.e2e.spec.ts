import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openPool, PostgresEventStore } from '#libs/postgres';
import type { RecordedChange } from '#libs/event-store';
import { type MadeRepository, makeRepository } from './support/git-repository.js';
import { ManifestRepository } from './support/manifest-repository.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { type Ended, Program } from './support/program.js';

const COMMITS = 2000;
/** Of them, for the import that is killed. */
const FEWER = 700;

jest.setTimeout(180_000); // a busy machine

const history = new ManifestRepository();
let folder: string;
let repository: MadeRepository;
let database: TestDatabase;
let another: TestDatabase;

beforeAll(async () => {
  for (let number = 0; number < COMMITS; number += 1) history.commitAnything();
  folder = await mkdtemp(join(tmpdir(), 'rollbook-report-'));
  repository = await makeRepository(history.commits);
  database = await createTestDatabase();
  another = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all([database.drop(), another.drop(), repository.discard(), rm(folder, { recursive: true })]);
});

describe('rollbook import git', () => {
  let whole: readonly RecordedChange[];

  it('when a repository has 2,000 commits, each change is in the log: what, who, when, why', async () => {
    const report = join(folder, 'report.ndjson');
    const { code, output } = await importGit(database, '--report', report);
    whole = await logOf(database);

    expect(whole.map(({ stream, summary, occurredAt, actor, cause }) => ({ name: stream.name, summary, occurredAt, author: actor.subject, cause }))).toEqual(history.expected); // prettier-ignore
    expect(whole[0]).toMatchObject({
      source: 'import',
      stream: { cluster: 'prod', namespace: 'shop' },
      actor: { groups: ['system:unauthenticated'] },
      provenance: {
        userAgent: 'git',
        command: expect.stringMatching(/^git show [0-9a-f]{40} -- deploy\/app-\d+-0.yaml$/),
      },
    });
    const { broken, unchanged } = history.counts;
    expect(output).toContain(` ${history.expected.length}  changes taken\n`);
    expect(output).toContain(` ${unchanged}  times the same again`);
    expect(output).toMatch(new RegExp(` ${broken}  files that cannot be read.*\\n +[0-9a-f]{12} deploy/.*: line 10`));
    expect(code).toBe(2);
    const lines = (await readFile(report, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(history.expected.length + broken + unchanged);
    expect(JSON.parse(lines.find((line) => line.includes('"Taken"'))!)).toMatchObject({
      what: 'Taken',
      object: expect.stringMatching(/^shop\/app-/),
      change: expect.stringMatching(/^[1-9]\d*$/),
    });
  });

  it('when it is run again, it adds what is new and nothing else', async () => {
    const before = history.expected.length;
    while (history.expected.length === before) history.commitAnything();
    await repository.add(history.commits.slice(COMMITS));
    const { output } = await importGit(database);

    expect(output).toContain(` 1  changes taken\n`);
    expect(output).toContain(` ${before}  changes recorded before\n`);
    expect((await logOf(database)).slice(before)).toMatchObject([{ cause: history.expected.at(-1)!.cause }]);
  });

  it('when it is killed on the way and run again, the log is the same', async () => {
    const first = ['--branch', `main~${history.commits.length - FEWER}`];
    const args = [resolve('dist/apps/cli/src/main.js'), ...argsOf(repository), ...first];
    const child = spawn(process.execPath, args, { env: { DATABASE_URL: another.url }, stdio: 'ignore' });
    const ended = once(child, 'close');
    const reached = await inStore(another, async (store) => {
      while ((await store.head()) === 0n && child.exitCode === null) await setTimeout(10);
      child.kill('SIGKILL');
      await ended;
      return Number(await store.head());
    });
    const { output } = await importGit(another, ...first);
    const log = await logOf(another);

    expect(reached).toBeLessThan(log.flatMap(({ events }) => events).length);
    expect(output).toMatch(/ \d+ {2}changes recorded before\n/);
    expect(log.map(comparable)).toEqual(whole.slice(0, log.length).map(comparable));
    expect(log).toHaveLength(history.expected.filter(({ occurredAt }) => occurredAt < history.timeOf(FEWER)).length);
  });
});

it('when the folder is in no repository, it says so', async () => {
  const { code, output } = await Program.run({
    args: ['import', 'git', '/nowhere'],
    env: { DATABASE_URL: database.url },
  });

  expect({ code, output }).toEqual({
    code: 1,
    output: 'rollbook: /nowhere is in no git repository that can be read: there is no such folder\n',
  });
});

function argsOf(from: MadeRepository): readonly string[] {
  return ['import', 'git', from.folder, '--cluster', 'prod'];
}

function importGit({ url }: TestDatabase, ...more: readonly string[]): Promise<Ended> {
  return Program.run({ args: [...argsOf(repository), ...more], env: { DATABASE_URL: url } });
}

async function inStore<T>({ url }: TestDatabase, ask: (store: PostgresEventStore) => Promise<T>): Promise<T> {
  const pool = openPool(url, { size: 1 });
  const store = new PostgresEventStore({ url, pool });
  return await ask(store).finally(async () => {
    await store.close();
    await pool.end();
  });
}

// In the order in which it happened: each commit has a time of its own.
async function logOf(from: TestDatabase): Promise<readonly RecordedChange[]> {
  const changes = await inStore(from, (store) => store.readLog(0n, 10_000));
  return [...changes].sort((a, b) => a.occurredAt - b.occurredAt);
}

// All but when it was recorded, and where in the log.
function comparable({ stream, actor, provenance, cause, summary, occurredAt, events }: RecordedChange): unknown {
  const shown = events.map(({ type, payload, streamPosition }) => ({ type, payload, streamPosition }));
  return { uid: stream.uid, name: stream.name, actor, provenance, cause, summary, occurredAt, shown };
}
