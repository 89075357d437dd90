import { randomUUID } from 'node:crypto';
import type { Log, Running } from '#libs/program';
import { type AgentOptions, kubeConfigOf } from './agent-options.js';
import { checkOptions } from './check-options.js';
import { Cluster } from './cluster/cluster.js';
import { follow } from './cluster/follow.js';
import { deliver } from './delivery/deliver.js';
import { Outbox } from './delivery/outbox.js';
import { RollbookServer } from './delivery/rollbook-server.js';
import { serveUndos } from './undo/serve-undos.js';
import { deploymentFollower } from './watch/follow-deployments.js';
import { Lively } from './watch/lively.js';

/**
 * Watches a cluster and tells Rollbook what it sees, until it is stopped. It keeps nothing: when it starts again it lists, and
 * the server compares.
 * @throws AgentOptionInvalid
 */
export function startAgent(options: AgentOptions, log: Log): Running {
  checkOptions(options);
  const cluster = new Cluster(kubeConfigOf(options));
  const server = new RollbookServer({ url: options.server, tokenFile: options.tokenFile, cluster: options.cluster });
  const stopped = new AbortController();
  const { signal } = stopped;
  const outbox = new Outbox(signal);
  const lively = new Lively();
  const namespaces = options.namespaces && [...new Set(options.namespaces)];
  const places: readonly (string | undefined)[] = namespaces ?? [undefined];
  const following = places.map((namespace) => {
    const follower = deploymentFollower({ cluster, server, outbox, lively, namespace, signal });
    return follow(follower, { cluster, log, signal });
  });
  const agent = randomUUID();
  const delivering = deliver({ server, outbox, agent, namespaces, live: () => lively.now(), log, signal });
  const undoing = serveUndos({ cluster, server, agent, namespaces, log, signal });
  log.info({ agent, cluster: options.cluster, namespaces: namespaces ?? 'all', server: options.server }, 'watching');
  return {
    stop: async () => {
      stopped.abort();
      await Promise.allSettled([...following, delivering, undoing]);
      return true;
    },
    failed: delivering.then(
      () => new Promise<never>(() => undefined),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    ),
  };
}
