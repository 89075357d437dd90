import { join } from 'node:path';
import { findKubectls } from '../sessions/find-kubectls.js';
import { openKubectlFolder } from '../sessions/kubectl-folder.js';
import { runKubectl } from '../sessions/run-kubectl.js';
import type { Program } from './program.js';

/** A kubectl that talks to a program. */
export type KubectlTerminal = Readonly<{
  /** What it says on standard output, then on standard error. */
  type: (...args: readonly string[]) => Promise<string>;
  /** What a watch says on standard output, until that is enough. */
  watch: (isEnough: (stdout: string) => boolean, ...args: readonly string[]) => Promise<string>;
  close: () => Promise<void>;
}>;

/** Opens a terminal with one of the kubectls of this machine; its home is empty, so nothing is cached. */
export async function openTerminal({ dataFolder }: Program, kubectlPath: string): Promise<KubectlTerminal> {
  const folder = await openKubectlFolder({ path: kubectlPath });
  const kubeconfig = join(dataFolder, 'kubeconfig');
  return {
    type: async (...args) => {
      const { stdout, stderr } = await runKubectl({ kubeconfig, folder }, { args });
      return stdout + stderr;
    },
    watch: async (isEnough, ...args) => (await runKubectl({ kubeconfig, folder }, { args, isEnough })).stdout,
    close: () => folder.discard(),
  };
}

export const KUBECTLS = await findKubectls();
