import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { manifest } from './support/manifest.js';
import { newDataFolder, Program, type ProgramOptions } from './support/program.js';

jest.setTimeout(120_000);

const IS_ROOT = process.getuid?.() === 0;
/** Exists everywhere. */
const NOBODY = 65534;

/** Programs that a spec has started, stopped behind each. */
const programs: Program[] = [];
const start = async (options: ProgramOptions = {}): Promise<Program> => {
  const program = await Program.start(options);
  programs.push(program);
  return program;
};

describe('rollbook serve', () => {
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.discard();
  });

  it('when it starts for the first time, it makes token and password for their owner alone, and serves', async () => {
    // Too long for a socket.
    const names = ['a-folder-with-a-name-of-fifty-characters-in-the-way', 'and'.repeat(20)];
    const program = await start({ dataFolder: join(await newDataFolder(), ...names) });

    expect(await health(program)).toBe(200);
    expect(await program.graphql('{ __typename }')).toEqual({ __typename: 'Query' });
    for (const file of ['token', 'postgres-password']) {
      expect((await stat(join(program.dataFolder, file))).mode & 0o777).toBe(0o600);
    }
    expect(program.output).not.toContain(program.token);
    expect(await openPorts(await postgresPid(program))).toEqual([]);
  });

  it('when the port is taken, it names port and variable, and starts nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const dataFolder = await newDataFolder();
    const { code, output } = await Program.run({ dataFolder, env: { ROLLBOOK_PORT: String(port) } });
    server.close();

    expect(code).toBe(1);
    expect(output).toBe(
      `rollbook: cannot listen on 127.0.0.1:${port}: the port is taken; choose another port with ROLLBOOK_PORT\n`,
    );
    expect(existsSync(dataFolder)).toBe(false);
  });

  it.each([
    [{ ROLLBOOK_PORT: 'eighty' }, 'rollbook: ROLLBOOK_PORT must be a whole number from 0 to 65535, not "eighty"\n'],
    [
      { DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' },
      'rollbook: cannot connect to Postgres at 127.0.0.1:1 (DATABASE_URL): connect ECONNREFUSED 127.0.0.1:1\n',
    ],
  ])('when the environment is %j, it says what is wrong', async (env, message) => {
    const { code, output } = await Program.run({ env });

    expect({ code, output }).toEqual({ code: 1, output: message });
  });

  const asRoot = IS_ROOT ? it : it.skip;

  asRoot(
    'when root starts what an ordinary user made, Postgres runs as that user and the data stays theirs',
    async () => {
      const first = await start({ uid: NOBODY, dataFolder: await newDataFolder(NOBODY) });
      await record(first, 'kept');
      expect((await stat(`/proc/${await postgresPid(first)}`)).uid).toBe(NOBODY);
      await first.stop();
      const second = await start({ dataFolder: first.dataFolder });

      expect(await recorded(second)).toEqual(['kept']);
      expect((await stat(`/proc/${await postgresPid(second)}`)).uid).toBe(NOBODY);
      expect((await stat(join(second.dataFolder, 'postgres', 'data'))).uid).toBe(NOBODY);
    },
  );

  asRoot('when root starts it where no other user gets, the data lies in /var/lib/rollbook', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'rollbook-e2e-'));
    await chmod(parent, 0o700);
    const first = await start({ dataFolder: join(parent, 'data') });
    await record(first, 'kept');
    await first.stop();
    const second = await start({ dataFolder: first.dataFolder });
    const place = await readlink(join(second.dataFolder, 'postgres'));

    expect(place).toMatch(/^\/var\/lib\/rollbook\/[0-9a-f]{16}$/);
    expect(await recorded(second)).toEqual(['kept']);
    await second.discard();
    await rm(place, { recursive: true });
  });
});

// Each goes on where the one before it ended: a start costs seconds.
describe('rollbook serve on one folder, life after life', () => {
  let program: Program;
  let postgres: number;
  let dataFolder: string;
  let pidFile: string;
  beforeAll(async () => {
    program = await Program.start();
    ({ dataFolder } = program);
    pidFile = join(dataFolder, 'postgres', 'data', 'postmaster.pid');
  });
  afterAll(() => program.discard());

  it('when another one is started on the folder, that one says so and the first goes on', async () => {
    const { code, output } = await Program.run({ dataFolder });

    expect(code).toBe(1);
    expect(output).toBe(
      `rollbook: another Rollbook (process ${program.pid}) runs on ${dataFolder}: ` +
        'stop it, or give this one a ROLLBOOK_DATA of its own\n',
    );
    expect(await health(program)).toBe(200);
  });

  it('when one Ctrl-C arrives twice, as through npm, it ends with 0, and its Postgres before it', async () => {
    await record(program, 'stopped');
    postgres = await postgresPid(program);
    process.kill(program.pid, 'SIGINT');
    const { code, output } = await program.stop('SIGINT');

    expect({ code, problems: problems(output) }).toEqual({ code: 0, problems: [] });
    expect([isAlive(postgres), existsSync(pidFile)]).toEqual([false, false]);
  });

  it('when Redis cannot be reached, it says so and leaves no Postgres behind', async () => {
    const { code, output } = await Program.run({ dataFolder, env: { REDIS_URL: 'redis://127.0.0.1:1' } });

    expect(code).toBe(1);
    expect(output).toContain('rollbook: the queue cannot be reached in Redis (REDIS_URL): ');
    expect(existsSync(pidFile)).toBe(false);
  });

  it('when it is started again, it has data and token', async () => {
    const { token } = program;
    program = await Program.start({ dataFolder });

    expect(program.token).toBe(token);
    expect(await recorded(program)).toEqual(['stopped']);
    expect(await processorSeconds(program.pid)).toBeLessThan(15); // 4 on a machine that does nothing else
  });

  it('when it was killed, the Postgres it left is stopped and started anew, and nothing is lost', async () => {
    await record(program, 'killed');
    postgres = await postgresPid(program);
    await program.kill9();
    expect(isAlive(postgres)).toBe(true);
    program = await Program.start({ dataFolder });

    expect(isAlive(postgres)).toBe(false);
    expect(await recorded(program)).toEqual(['stopped', 'killed']);
    expect(program.output).toContain('"leftOver":"stopped"');
  });

  it('when Postgres was killed with it, the next start recovers', async () => {
    await record(program, 'both-killed');
    postgres = await postgresPid(program);
    await program.kill9();
    process.kill(postgres, 'SIGKILL');
    program = await Program.start({ dataFolder });

    expect(await recorded(program)).toEqual(['stopped', 'killed', 'both-killed']);
  });

  it('when it gets SIGTERM, it ends as cleanly', async () => {
    postgres = await postgresPid(program);
    left = await Promise.all(
      [pidFile, socketLock()].map(async (file) => [file, await readFile(file, 'utf8')] as const),
    );
    const { code } = await program.stop('SIGTERM');

    expect([code, isAlive(postgres), existsSync(pidFile)]).toEqual([0, false, false]);
  });

  const socketLock = () => join(dirname(pidFile), '.s.PGSQL.5432.lock');
  /** What a killed Postgres would have left. */
  let left: (readonly [file: string, text: string])[];

  it('when what a killed one left names a process of somebody else, that is left alone; a lost password is made anew', async () => {
    const owner = await stat(dirname(pidFile));
    const stranger = spawn('sleep', ['600'], IS_ROOT ? { uid: owner.uid, gid: owner.gid } : {});
    await once(stranger, 'spawn');
    for (const [file, text] of left) await writeFile(file, text.replace(/^ *\d+/, String(stranger.pid)));
    await rm(join(dataFolder, 'postgres-password'));
    program = await Program.start({ dataFolder });

    expect(stranger.exitCode).toBe(null);
    stranger.kill();
    expect(await recorded(program)).toEqual(['stopped', 'killed', 'both-killed']);
  });

  it('when its Postgres ends, it says so and ends with 1', async () => {
    process.kill(await postgresPid(program), 'SIGINT');
    const { code, output } = await program.ended();

    expect(code).toBe(1);
    expect(output).toContain('Postgres ended');
  });

  it('when the folder was made by another Postgres, it says so', async () => {
    await writeFile(join(dataFolder, 'postgres', 'data', 'PG_VERSION'), '17\n');
    const { code, output } = await Program.run({ dataFolder });

    expect(code).toBe(1);
    expect(output).toContain('was made by Postgres 17 and this Rollbook brings Postgres 18: ');
  });

  it('when the first start was broken off, the next one begins anew', async () => {
    const { token } = program;
    const place = await realpath(join(dataFolder, 'postgres'));
    await rm(join(place, 'data'), { recursive: true });
    await rm(join(dataFolder, 'postgres-password'));
    await writeFile(join(place, 'password.new'), 'half');
    program = await Program.start({ dataFolder });

    expect(await health(program)).toBe(200);
    expect(program.token).not.toBe(token); // the old one is unknown to the new database
  });
});

async function health(program: Program): Promise<number> {
  return (await fetch(`${program.url}/healthz`)).status;
}

async function record(program: Program, name: string): Promise<void> {
  await program.graphql(
    `mutation ($text: String!) { applyDeployment(input: { manifest: $text }) { results { message } } }`,
    {
      text: manifest(name, { image: 'web:1' }),
    },
  );
}

/** The names of what was recorded, oldest first. */
async function recorded(program: Program): Promise<string[]> {
  const { changes } = await program.graphql<{ changes: { nodes: { name: string }[] } }>(
    `{ changes { nodes { name } } }`,
  );
  return changes.nodes.map(({ name }) => name);
}

/** What a process has used so far. */
async function processorSeconds(pid: number): Promise<number> {
  const [, after = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ');
  const [user = 0, system = 0] = after.split(' ').slice(11).map(Number);
  return (user + system) / 100;
}

async function postgresPid({ dataFolder }: Program): Promise<number> {
  return Number.parseInt(await readFile(join(dataFolder, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

/** The TCP ports that a process listens on. */
async function openPorts(pid: number): Promise<string[]> {
  const open = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8')));
  const rows = tables.flatMap((table) => table.split('\n').map((row) => row.trim().split(/\s+/)));
  return rows.filter((row) => row[3] === '0A' && links.includes(`socket:[${row[9]}]`)).map((row) => row[1] ?? '');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Lines of the log above `info`. */
function problems(output: string): string[] {
  return output.split('\n').filter((line) => /^\{"level":[456]0/.test(line));
}
