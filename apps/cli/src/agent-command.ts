import type { Command } from 'commander';
import { readConfig } from '#libs/config';
import type { AgentOptions } from '../../agent/src/index.js';
import { createLog, runProgram } from '#libs/program';

type AgentFlags = Omit<AgentOptions, 'namespaces'> & Readonly<{ namespace?: readonly string[] }>;

/** `rollbook agent` */
export function addAgentCommand(program: Command): void {
  program
    .command('agent')
    .description("watches a cluster's Deployments and tells a Rollbook what it sees")
    .requiredOption('--server <url>', 'where Rollbook is')
    .requiredOption('--token-file <file>', "holds a token that may ingest this cluster's changes")
    .requiredOption('--cluster <name>', 'the name under which Rollbook knows the cluster')
    .option('--context <name>', "the kubeconfig's context (its current one when not said)")
    .option('--kubeconfig <file>', "the kubeconfig (kubectl's, or the pod's service account, when not said)")
    .option('--namespace <name...>', 'namespaces to watch (all when not said)')
    .action(runAgent);
}

async function runAgent({ namespace, ...options }: AgentFlags): Promise<void> {
  const { startAgent } = await import('../../agent/src/index.js');
  const log = createLog('agent', readConfig().logLevel);
  const start = () => startAgent({ ...options, ...(namespace && { namespaces: namespace }) }, log);
  await runProgram(() => Promise.resolve().then(start), log);
}
