import { join } from 'node:path';
import { Program } from '../support/program.js';
import { openKubectlFolder } from './kubectl-folder.js';
import type { RecordedSession } from './recorded-session.js';
import { runKubectl } from './run-kubectl.js';

/** A Rollbook of its own, with nothing recorded, that answers as a cluster would and no more. */
export type RollbookCluster = Readonly<{
  program: Program;
  kubeconfig: string;
  /** Makes a session's namespace, where pods live as long as those of the recording. */
  prepare: (session: RecordedSession) => Promise<void>;
  /** How much longer a command takes than where the sessions were recorded: there 0.12 s lie between one and the next. */
  slowSeconds: () => Promise<number>;
  stop: () => Promise<void>;
}>;

/**
 * Seconds that pods of the recorded cluster took longer than its kubelet was told, by its rollouts: three rounds of pods that are ready
 * after 3 s took 9.4 s (story-a-my-app.json), two took 6.2 s (story-e-strategies.json).
 */
const REACTION = 0.15;

const RECORDED_SECONDS = 0.12;

const POD_LIFE = 'mutation ($input: SetPodLifeInput!) { setPodLife(input: $input) { __typename } }';

/** Pods live `pace` times as long as recorded. */
export async function openRollbookCluster(kubectl: string, pace: number): Promise<RollbookCluster> {
  const program = await Program.start({ env: { ROLLBOOK_KUBERNETES_PORT: '0', ROLLBOOK_KUBERNETES_EXTRAS: 'off' } });
  const kubeconfig = join(program.dataFolder, 'kubeconfig');
  const folder = await openKubectlFolder({ path: kubectl });
  return {
    program,
    kubeconfig,
    prepare: async ({ namespace, kubelet: { podReadySeconds, podTerminationSeconds } }) => {
      const [startSeconds, terminationSeconds] = [podReadySeconds, podTerminationSeconds].map(
        (seconds) => (seconds + REACTION) * pace,
      );
      const input = { namespace, startSeconds, terminationSeconds };
      await program.graphql(POD_LIFE, { input });
      const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      const { exitCode, stderr } = await runKubectl(
        { kubeconfig, folder },
        { args: ['create', '--validate=false', '-f', '-'], stdin },
      );
      if (exitCode !== 0) throw new Error(`namespace ${namespace} was not made: ${stderr}`);
    },
    slowSeconds: async () => {
      const took: number[] = [];
      for (let turn = 0; turn < 5; turn += 1) {
        const began = performance.now();
        await runKubectl({ kubeconfig, folder }, { args: ['get', 'ns'] });
        took.push((performance.now() - began) / 1000);
      }
      return Math.max(0, (took.sort((a, b) => a - b)[2] ?? 0) - RECORDED_SECONDS);
    },
    stop: async () => {
      await Promise.all([program.discard(), folder.discard()]);
    },
  };
}
