import { KubeConfig } from '@kubernetes/client-node';
import { AgentOptionInvalid } from './agent-option-invalid.js';

export type AgentOptions = Readonly<{
  /** The kubeconfig; where kubectl looks, or the pod's own service account, when it is left out. */
  kubeconfig?: string;
  context?: string;
  server: string;
  tokenFile: string;
  /** Under which name Rollbook knows the cluster. */
  cluster: string;
  namespaces?: readonly string[];
}>;

/**
 * How the cluster is reached.
 * @throws AgentOptionInvalid
 */
export function kubeConfigOf({ kubeconfig, context }: AgentOptions): KubeConfig {
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    throw new AgentOptionInvalid(
      'kubeconfig',
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (context !== undefined) chooseContext(config, context);
  if (config.getCurrentCluster() === null)
    throw new AgentOptionInvalid('context', 'must be given: the kubeconfig has no current context with a cluster');
  return config;
}

function chooseContext(config: KubeConfig, context: string): void {
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context))
    throw new AgentOptionInvalid(
      'context',
      `${context} is not in the kubeconfig, which has ${known.join(', ') || 'none'}`,
    );
  config.setCurrentContext(context);
}
