import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKubectlFolder } from '../sessions/kubectl-folder.js';
import { runKubectl } from '../sessions/run-kubectl.js';
import type { Program } from '../support/program.js';
import type { Listener } from './storyteller.js';

/** A terminal with files, in which a person types at one cluster of a Rollbook. */
export type Scene = Readonly<{
  /** What it says on standard output, blanks between columns once; what fails throws what it says on standard error. */
  kubectl: (...args: readonly string[]) => Promise<string>;
  /** As `kubectl`, with an editor that replaces one text by another. */
  kubectlEditing: (edit: readonly [string, string], ...args: readonly string[]) => Promise<string>;
  /** The same terminal, with another person before it. */
  as: (other: Listener) => Promise<Scene>;
  close: () => Promise<void>;
}>;

export type Place = Readonly<{ program: Program; cluster: string; kubectl: string }>;

export async function openScene(
  { program, cluster, kubectl: path }: Place,
  person: Listener,
  files: Readonly<Record<string, object | string>>,
): Promise<Scene> {
  const texts = Object.entries(files).map(([name, content]) => [name, textOf(content)] as const);
  const folder = await openKubectlFolder({ path }, Object.fromEntries(texts));
  const sceneOf = async ({ token }: Listener): Promise<Scene> => {
    const kubeconfig = join(folder.home, `kubeconfig-${token.slice(-6)}`);
    await writeFile(kubeconfig, await kubeconfigOf(program, { cluster, token }));
    const type = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { stdout, stderr, exitCode } = await runKubectl({ kubeconfig, folder }, { args, env });
      if (exitCode > 1 || (exitCode === 1 && args[0] !== 'diff'))
        throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
      return stdout.replace(/(?<=\S) {2,}/g, ' ').trim();
    };
    return {
      kubectl: (...args) => type(args),
      kubectlEditing: ([from, to], ...args) => type(args, { KUBE_EDITOR: `sed -i s|${from}|${to}|` }),
      as: sceneOf,
      close: () => folder.discard(),
    };
  };
  return sceneOf(person);
}

function textOf(content: object | string): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

async function kubeconfigOf(
  { dataFolder }: Program,
  { cluster, token }: Readonly<{ cluster: string; token: string }>,
): Promise<string> {
  const config = JSON.parse(await readFile(join(dataFolder, 'kubeconfig'), 'utf8')) as {
    clusters: { cluster: { server: string } }[];
    users: { user: { token: string } }[];
  };
  for (const one of config.clusters) one.cluster.server += `/clusters/${cluster}`;
  for (const one of config.users) one.user.token = token;
  return JSON.stringify(config);
}
