import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

declare global {
  /** Where this run of Jest keeps the data folder of a Rollbook that was started once (jest.config.js). */
  var startedDataFolder: string | undefined;
}

const MAIN = resolve('dist/apps/cli/src/main.js');
const AS_NPM_START = ['--enable-source-maps', '--max-semi-space-size=4'];

export type ProgramOptions = Readonly<{
  /** Given to start again on the same data, or on none; otherwise as after a first start, in a temporary folder. */
  dataFolder?: string;
  env?: Readonly<Record<string, string>>;
  /** Runs as this user, when the tests run as root. */
  uid?: number;
  /** What to run; `serve` when not said. */
  args?: readonly string[];
  /** For another program than `serve`: says that it is ready, its first group where it answers. */
  ready?: RegExp;
  /** For another program than `serve`: the bearer token to ask with. */
  token?: string;
}>;

export type Ended = Readonly<{ code: number | null; signal: NodeJS.Signals | null; output: string }>;

/** `rollbook serve` (or another of its programs), built, as a process of its own. */
export class Program {
  private constructor(
    private readonly launched: Launched,
    readonly dataFolder: string,
    /** Where it answers, such as `http://127.0.0.1:41234`. */
    readonly url: string,
    /** The admin token. */
    readonly token: string,
  ) {}

  /** Starts it and waits until it is ready. */
  static async start(options: ProgramOptions = {}): Promise<Program> {
    const dataFolder = options.dataFolder ?? (await startedBefore(options));
    const launched = launch(dataFolder, options);
    const url = await readyAt(launched, options.ready ?? /GraphQL +(http:\S+)\/graphql[^]*Ctrl-C/);
    const token = options.token ?? (await readFile(join(dataFolder, 'token'), 'utf8')).trim();
    return new Program(launched, dataFolder, url, token);
  }

  /** For starts that are to fail, and for commands: runs to the end. */
  static async run(options: ProgramOptions = {}): Promise<Ended> {
    return await end(launch(options.dataFolder ?? (await newDataFolder()), options));
  }

  get pid(): number {
    return this.launched.child.pid ?? 0;
  }

  /** All that it said on standard output and standard error so far. */
  get output(): string {
    return this.launched.said();
  }

  /** Seconds from its start until it was ready, as it said itself. */
  get secondsToReady(): number {
    return Number(/ready after ([\d.]+) s/.exec(this.output)?.[1]);
  }

  /** A GraphQL request with the admin token; throws what it answers beside data. */
  async graphql<T = unknown>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data?: T; errors?: unknown };
    if (errors !== undefined || data === undefined) throw new Error(`${answer.status} ${JSON.stringify(errors)}`);
    return data;
  }

  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<Ended> {
    if (isRunning(this.launched.child)) this.launched.child.kill(signal);
    return await end(this.launched);
  }

  /** Waits for it to end by itself. */
  async ended(): Promise<Ended> {
    return await end(this.launched);
  }

  /** As a crash ends it: it has no say in it, and its Postgres stays behind. */
  async kill9(): Promise<void> {
    this.launched.child.kill('SIGKILL');
    await end(this.launched);
  }

  /** Stops it and removes its data. */
  async discard(): Promise<void> {
    await this.stop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}

/** A new folder that any user can reach. */
export async function newDataFolder(uid?: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-e2e-'));
  await chmod(folder, 0o755);
  if (uid !== undefined) await chown(folder, uid, uid);
  return join(folder, 'data');
}

// A first start sets up a cluster and migrates, which takes longer than most specs: a run does it once, and copies.
// Outside Jest, on another database and for another program than `serve` there is nothing to copy.
async function startedBefore({ env, args }: ProgramOptions): Promise<string> {
  const folder = await newDataFolder();
  const template = globalThis.startedDataFolder;
  if (template === undefined || args !== undefined || env?.DATABASE_URL !== undefined) return folder;
  await promisify(execFile)('cp', ['-a', await (making ??= makeTemplate(template)), folder]);
  return folder;
}

let making: Promise<string> | undefined;

async function makeTemplate(template: string): Promise<string> {
  if (existsSync(template)) return template;
  const first = await Program.start({ dataFolder: await newDataFolder() });
  await first.stop();
  // Another worker may have been faster: theirs is as good.
  await rename(first.dataFolder, template).catch(() => rm(first.dataFolder, { recursive: true }));
  return template;
}

type Launched = Readonly<{ child: ChildProcess; said: () => string }>;

function launch(dataFolder: string, { env, uid, args = ['serve'] }: ProgramOptions): Launched {
  const child = spawn(process.execPath, [...AS_NPM_START, MAIN, ...args], {
    env: { ROLLBOOK_PORT: '0', ROLLBOOK_KUBERNETES_PORT: '0', ROLLBOOK_DATA: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { child, said: () => Buffer.concat(chunks).toString() };
}

async function readyAt({ child, said }: Launched, pattern: RegExp): Promise<string> {
  const url = () => pattern.exec(said())?.[1];
  const ready = new Promise<string>((resolve) => {
    const look = (): void => {
      const found = url();
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
  });
  const ended = once(child, 'close').then(() => {
    throw new Error(`rollbook ended before it was ready:\n${said()}`);
  });
  return await Promise.race([ready, ended]);
}

async function end({ child, said }: Launched): Promise<Ended> {
  if (isRunning(child)) await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, output: said() };
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
