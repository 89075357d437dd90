import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type ApiProgram = Readonly<{
  /** `http://127.0.0.1:41234` */
  url: string;
  /** `https://127.0.0.1:41235` */
  kubernetes: string;
  stop: () => Promise<void>;
}>;

/** The built API as a program of its own, that counts nobody's requests; `nodeOptions` go to Node. */
export async function startApi(databaseUrl: string, nodeOptions: readonly string[] = []): Promise<ApiProgram> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rollbook-bench-'));
  const env = {
    DATABASE_URL: databaseUrl,
    ROLLBOOK_DATA: dataFolder,
    ROLLBOOK_PORT: '0',
    ROLLBOOK_KUBERNETES_PORT: '0',
    ROLLBOOK_REQUESTS_PER_MINUTE: '0',
    ROLLBOOK_COST_PER_MINUTE: '0',
  };
  const { child, said } = await started('api', env, {
    nodeOptions,
    ready: /"graphql":"([^"]*)\/graphql","kubernetes":"([^"]*)"/,
  });
  const stop = async (): Promise<void> => {
    await stopped(child);
    await rm(dataFolder, { recursive: true, force: true });
  };
  const [, url = '', kubernetes = ''] = said;
  return { url, kubernetes, stop };
}

/** The built worker as a program of its own; the answer ends it. */
export async function startWorker(databaseUrl: string): Promise<() => Promise<void>> {
  const env = { DATABASE_URL: databaseUrl, ROLLBOOK_WORKER_PORT: '0' };
  const { child } = await started('worker', env, { ready: /the worker is ready/ });
  return () => stopped(child);
}

type StartOptions = Readonly<{ nodeOptions?: readonly string[]; ready: RegExp }>;

async function started(
  app: string,
  env: Readonly<Record<string, string>>,
  { nodeOptions = [], ready }: StartOptions,
): Promise<Readonly<{ child: ChildProcess; said: RegExpExecArray }>> {
  const child = spawn(process.execPath, [...nodeOptions, resolve(`dist/apps/${app}/src/main.js`)], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let text = '';
  for await (const chunk of child.stderr) {
    text += String(chunk);
    const said = ready.exec(text);
    if (said === null) continue;
    return { child, said };
  }
  throw new Error(`the ${app} did not start: ${text}`);
}

/** Ends a program and waits until it has. */
export async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
