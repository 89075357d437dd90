import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { newDataFolder, Program, type ProgramOptions } from './support/program.js';

jest.setTimeout(120_000);

const IS_ROOT = process.getuid?.() === 0;
/** Exists everywhere. */
const NOBODY = 65534;

describe('rollbook serve', () => {
  const programs: Program[] = [];
  const start = async (options: ProgramOptions = {}): Promise<Program> => {
    const program = await Program.start(options);
    programs.push(program);
    return program;
  };

  afterEach(async () => {
    for (const program of programs.splice(0)) await program.discard();
  });

  it('when it starts for the first time, it makes token and password for their owner alone, and serves', async () => {
    const program = await start({ dataFolder: await newDataFolder() });

    expect(await health(program)).toBe(200);
    expect(await program.graphql('{ __typename }')).toEqual({ __typename: 'Query' });
    for (const file of ['token', 'postgres-password']) {
      expect((await stat(join(program.dataFolder, file))).mode & 0o777).toBe(0o600);
    }
    expect(program.output).not.toContain(program.token);
    expect(await openPorts(await postgresPid(program))).toEqual([]);
  });

  it('when it is stopped and started again, it keeps data and token, and ends with 0', async () => {
    const first = await start();
    await addToken(first, 'kept');
    const ended = await first.stop('SIGINT');
    const second = await start({ dataFolder: first.dataFolder });

    expect(ended).toMatchObject({ code: 0 });
    expect(problems(ended.output)).toEqual([]);
    expect(second.token).toBe(first.token);
    expect(await tokenNames(second)).toContain('kept');
    expect(second.secondsToReady).toBeLessThan(10); // 3 on a machine that does nothing else
  });

  it('when it gets SIGTERM, its Postgres has ended before it', async () => {
    const program = await start();
    const postgres = await postgresPid(program);
    const { code } = await program.stop('SIGTERM');

    expect(code).toBe(0);
    expect(isAlive(postgres)).toBe(false);
    expect(existsSync(join(program.dataFolder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('when one Ctrl-C arrives twice, as through npm, it ends as cleanly', async () => {
    const program = await start();
    process.kill(program.pid, 'SIGINT');
    const { code } = await program.stop('SIGINT');

    expect(code).toBe(0);
    expect(existsSync(join(program.dataFolder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('when it was killed, the Postgres it left is stopped and started anew, and nothing is lost', async () => {
    const first = await start();
    await addToken(first, 'acknowledged');
    const postgres = await postgresPid(first);
    await first.kill9();
    expect(isAlive(postgres)).toBe(true);
    const second = await start({ dataFolder: first.dataFolder });

    expect(isAlive(postgres)).toBe(false);
    expect(await tokenNames(second)).toContain('acknowledged');
    expect(second.output).toContain('"leftOver":"stopped"');
  });

  it('when Postgres was killed with it, the next start recovers', async () => {
    const first = await start();
    await addToken(first, 'acknowledged');
    const postgres = await postgresPid(first);
    await first.kill9();
    process.kill(postgres, 'SIGKILL');
    const second = await start({ dataFolder: first.dataFolder });

    expect(await tokenNames(second)).toContain('acknowledged');
  });

  it('when what a killed one left names a process of somebody else, that process is left alone', async () => {
    const first = await start();
    const pidFile = join(first.dataFolder, 'postgres', 'data', 'postmaster.pid');
    const socketLock = join(dirname(pidFile), '.s.PGSQL.5432.lock');
    const [content, lock] = await Promise.all([readFile(pidFile, 'utf8'), readFile(socketLock, 'utf8')]);
    await first.stop();
    const owner = await stat(dirname(pidFile));
    const stranger = spawn('sleep', ['60'], IS_ROOT ? { uid: owner.uid, gid: owner.gid } : {});
    await once(stranger, 'spawn');
    for (const [file, text] of [
      [pidFile, content],
      [socketLock, lock],
    ] as const)
      await writeFile(file, text.replace(/^ *\d+/, String(stranger.pid)));
    await start({ dataFolder: first.dataFolder });

    expect(stranger.exitCode).toBe(null);
    stranger.kill();
  });

  it('when its Postgres ends, it says so and ends with 1', async () => {
    const program = await start();
    process.kill(await postgresPid(program), 'SIGINT');
    const { code, output } = await program.ended();

    expect(code).toBe(1);
    expect(output).toContain('Postgres ended');
  });

  it('when another one runs on the folder, the second says so and the first goes on', async () => {
    const first = await start();
    const { code, output } = await Program.run({ dataFolder: first.dataFolder });

    expect(code).toBe(1);
    expect(output).toBe(
      `rollbook: another Rollbook (process ${first.pid}) runs on ${first.dataFolder}: ` +
        'stop it, or give this one a ROLLBOOK_DATA of its own\n',
    );
    expect(await health(first)).toBe(200);
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

  it('when Redis cannot be reached, it says so and leaves no Postgres behind', async () => {
    const dataFolder = await newDataFolder();
    const { code, output } = await Program.run({ dataFolder, env: { REDIS_URL: 'redis://127.0.0.1:1' } });

    expect(code).toBe(1);
    expect(output).toContain('rollbook: the queue cannot be reached in Redis (REDIS_URL): ');
    expect(existsSync(join(dataFolder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
    await rm(dataFolder, { recursive: true });
  });

  it('when the folder was made by another Postgres, it says so', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(first.dataFolder, 'postgres', 'data', 'PG_VERSION'), '17\n');
    const { code, output } = await Program.run({ dataFolder: first.dataFolder });

    expect(code).toBe(1);
    expect(output).toContain('was made by Postgres 17 and this Rollbook brings Postgres 18: ');
  });

  it('when the first start was broken off, the next one begins anew', async () => {
    const first = await start();
    await first.stop();
    const place = await realpath(join(first.dataFolder, 'postgres'));
    await rm(join(place, 'data'), { recursive: true });
    await rm(join(first.dataFolder, 'postgres-password'));
    await writeFile(join(place, 'password.new'), 'half');
    const second = await start({ dataFolder: first.dataFolder });

    expect(await health(second)).toBe(200);
    expect(second.token).not.toBe(first.token); // the old one is unknown to the new database
  });

  it('when the password is lost, a new one is set', async () => {
    const first = await start();
    await addToken(first, 'kept');
    await first.stop();
    await rm(join(first.dataFolder, 'postgres-password'));
    const second = await start({ dataFolder: first.dataFolder });

    expect(await tokenNames(second)).toContain('kept');
  });

  it('when the path is too long for a socket, it works all the same', async () => {
    const dataFolder = join(
      await newDataFolder(),
      'a-folder-with-a-name-of-fifty-characters-in-the-way',
      'and'.repeat(20),
    );
    const program = await start({ dataFolder });

    expect(await health(program)).toBe(200);
  });

  const asRoot = IS_ROOT ? it : it.skip;

  asRoot('when an ordinary user starts it, Postgres runs as that user', async () => {
    const program = await start({ uid: NOBODY, dataFolder: await newDataFolder(NOBODY) });

    expect(await health(program)).toBe(200);
    expect((await stat(`/proc/${await postgresPid(program)}`)).uid).toBe(NOBODY);
  });

  asRoot('when root starts what an ordinary user made, the data stays that user’s', async () => {
    const first = await start({ uid: NOBODY, dataFolder: await newDataFolder(NOBODY) });
    await addToken(first, 'kept');
    await first.stop();
    const second = await start({ dataFolder: first.dataFolder });

    expect(await tokenNames(second)).toContain('kept');
    expect((await stat(join(second.dataFolder, 'postgres', 'data'))).uid).toBe(NOBODY);
  });

  asRoot('when root starts it where no other user gets, the data lies in /var/lib/rollbook', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'rollbook-e2e-'));
    await chmod(parent, 0o700);
    const first = await start({ dataFolder: join(parent, 'data') });
    await addToken(first, 'kept');
    await first.stop();
    const second = await start({ dataFolder: first.dataFolder });
    const place = await readlink(join(second.dataFolder, 'postgres'));

    expect(place).toMatch(/^\/var\/lib\/rollbook\/[0-9a-f]{16}$/);
    expect(await tokenNames(second)).toContain('kept');
    await second.discard();
    await rm(place, { recursive: true });
  });
});

async function health(program: Program): Promise<number> {
  return (await fetch(`${program.url}/healthz`)).status;
}

async function addToken(program: Program, name: string): Promise<void> {
  const { code } = await Program.run({ dataFolder: program.dataFolder, args: ['token', 'create', name] });
  expect(code).toBe(0);
}

async function tokenNames(program: Program): Promise<string[]> {
  const { output } = await Program.run({ dataFolder: program.dataFolder, args: ['token', 'list', '--json'] });
  return (JSON.parse(output) as { name: string }[]).map(({ name }) => name);
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
