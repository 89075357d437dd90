import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKubectlFolder } from '../sessions/kubectl-folder.js';
import type { Outcome } from '../sessions/recorded-session.js';
import { runKubectl } from '../sessions/run-kubectl.js';
import { Program } from './program.js';

/** A change as the log has it. */
export type WrittenChange = Readonly<{
  source: string;
  summary: string;
  cause: string | null;
  provenance: Readonly<{ command: string | null }>;
  events: readonly Readonly<{ type: string }>[];
}>;

const CHANGES = `query ($name: String!) { changes(filter: { namespace: "default", name: $name }) { nodes {
  source summary cause provenance { command } events { type } } } }`;

/** A kubectl with files of its own, at a Rollbook of its own. */
export type KubectlWriter = Readonly<{
  program: Program;
  kubectl: (...args: readonly string[]) => Promise<Outcome>;
  /** As `kubectl`, with an environment, such as an editor. */
  kubectlWith: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Promise<Outcome>;
  write: (file: string, text: string) => Promise<void>;
  /** Oldest first. */
  changesOf: (name: string) => Promise<readonly WrittenChange[]>;
  stop: () => Promise<void>;
}>;

export async function openKubectlWriter(path: string): Promise<KubectlWriter> {
  const program = await Program.start({ env: { ROLLBOOK_KUBERNETES_PORT: '0' } });
  const folder = await openKubectlFolder({ path });
  const terminal = { kubeconfig: join(program.dataFolder, 'kubeconfig'), folder, longestSeconds: 120 };
  return {
    program,
    kubectl: (...args) => runKubectl(terminal, { args }),
    kubectlWith: (env, ...args) => runKubectl(terminal, { args, env }),
    write: (file, text) => writeFile(join(folder.files, file), text, { mode: 0o755 }),
    changesOf: async (name) => {
      const { changes } = await program.graphql<{ changes: { nodes: readonly WrittenChange[] } }>(CHANGES, { name });
      return changes.nodes;
    },
    stop: async () => {
      await program.discard();
      await folder.discard();
    },
  };
}

/** A Deployment of three pods with a container `app`. */
export function webManifest(name: string, image: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "${image}" }] }
`;
}
