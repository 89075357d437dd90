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
import { deploymentFollower, type DeploymentsWatched } from './watch/follow-deployments.js';
import { podFollower, type PodFollower } from './watch/follow-pods.js';
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
  const pods: PodFollower[] = [];
  const following = places.map((namespace) => {
    const watched = { cluster, server, outbox, lively, namespace, signal };
    const podsThere = podFollower(watched);
    pods.push(podsThere);
    return followPlace({ watched, pods: podsThere }, { cluster, log, signal });
  });
  const onUnknown = (uids: readonly string[]): void => {
    for (const uid of uids) for (const follower of pods) follower.untold(uid);
  };
  const agent = randomUUID();
  const delivering = deliver({
    ...{ server, outbox, agent, namespaces, onUnknown, log, signal },
    live: () => lively.now(),
  });
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

// Of pods is told when the server knows their Deployments.
async function followPlace(
  { watched, pods }: Readonly<{ watched: Omit<DeploymentsWatched, 'onListed'>; pods: PodFollower }>,
  following: Parameters<typeof follow>[1],
): Promise<void> {
  const { signal } = following;
  let onListed = (): void => undefined;
  const listed = new Promise<void>((resolve) => (onListed = resolve));
  signal.addEventListener('abort', () => onListed());
  const deployments = follow(deploymentFollower({ ...watched, onListed: () => onListed() }), following);
  await listed;
  await Promise.all([deployments, follow(pods, following)]);
}
