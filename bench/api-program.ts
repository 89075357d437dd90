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
  const child = spawn(process.execPath, [...nodeOptions, resolve('dist/apps/api/src/main.js')], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await stopped(child);
    await rm(dataFolder, { recursive: true, force: true });
  };
  let said = '';
  for await (const chunk of child.stderr) {
    said += String(chunk);
    const [, url, kubernetes] = /"graphql":"([^"]*)\/graphql","kubernetes":"([^"]*)"/.exec(said) ?? [];
    if (url !== undefined && kubernetes !== undefined) return { url, kubernetes, stop };
  }
  throw new Error(`the api did not start: ${said}`);
}

/** Ends a program and waits until it has. */
export async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
