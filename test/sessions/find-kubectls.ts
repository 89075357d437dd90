import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A kubectl on this machine. */
export type Kubectl = Readonly<{
  path: string;
  /** As it says itself, without build: `v1.32.5`. */
  version: string;
  minor: number;
}>;

/** The kubectl on PATH first, then its neighbours of other versions (`kubectl.1.27` …), oldest first. Empty where there is none. */
export async function findKubectls(): Promise<readonly Kubectl[]> {
  const standard = await whichKubectl();
  if (standard === undefined) return [];
  const folder = dirname(standard);
  const neighbours = (await readdir(folder)).filter((name) => /^kubectl[.-]v?1\.\d+(\.\d+)?$/.test(name));
  const kubectls = await Promise.all(neighbours.map((name) => describeKubectl(join(folder, name))));
  return [await describeKubectl(standard), ...kubectls.sort((a, b) => a.minor - b.minor)];
}

/** Asks a kubectl which it is. */
export async function describeKubectl(path: string): Promise<Kubectl> {
  const { stdout } = await promisify(execFile)(path, ['version', '--client', '-o', 'json']);
  const { clientVersion } = JSON.parse(stdout) as { clientVersion: { gitVersion: string } };
  return { path, version: clientVersion.gitVersion, minor: minorOf(clientVersion.gitVersion) };
}

/** 32 of `v1.32.4-dispatcher`. */
export function minorOf(version: string): number {
  return Number(/^v1\.(\d+)/.exec(version)?.[1]);
}

async function whichKubectl(): Promise<string | undefined> {
  const found = await promisify(execFile)('sh', ['-c', 'command -v kubectl || true']);
  const path = found.stdout.trim();
  return path === '' ? undefined : await realpath(path);
}
