import type { DeploymentSpan, Moment, PodSpan } from './view-writes.js';

/** A count and when it was first reached. */
export type Extreme = Readonly<{ count: number; at: Moment }>;

export type Extremes = Readonly<{
  fewestAvailable: Extreme;
  /** Pods that are there, terminating ones included. */
  mostPods: Extreme;
  /** Pods that are there and were not told to go. */
  mostRunning: Extreme;
}>;

/** The fewest and the most from a moment on, out of what is true from one moment to another. */
export function extremesOf(
  { deployments, pods }: Readonly<{ deployments: readonly DeploymentSpan[]; pods: readonly PodSpan[] }>,
  from: Moment,
): Extremes {
  const [total, running] = countPods(pods, from);
  return {
    fewestAvailable: fewestAvailable(deployments, from),
    mostPods: most(total, from),
    mostRunning: most(running, from),
  };
}

function fewestAvailable(deployments: readonly DeploymentSpan[], from: Moment): Extreme {
  const seen = deployments
    .filter(({ validTo }) => validTo > from)
    .map(({ status, validFrom }) => ({ count: Number(status.availableReplicas), at: Math.max(validFrom, from) }))
    .sort((a, b) => a.count - b.count || a.at - b.at);
  return seen[0] ?? { count: 0, at: from };
}

type Deltas = Map<Moment, number>;

// A pod has a span for each of its states: where one ends another begins, and nothing is counted twice.
function countPods(pods: readonly PodSpan[], from: Moment): readonly [Deltas, Deltas] {
  const total: Deltas = new Map();
  const running: Deltas = new Map();
  for (const { validFrom, validTo, deletedAt } of pods) {
    if (validTo <= from) continue;
    for (const deltas of deletedAt === undefined ? [total, running] : [total]) {
      add(deltas, Math.max(validFrom, from), 1);
      add(deltas, validTo, -1);
    }
  }
  return [total, running];
}

function add(deltas: Deltas, at: Moment, count: 1 | -1): void {
  deltas.set(at, (deltas.get(at) ?? 0) + count);
}

function most(deltas: Deltas, from: Moment): Extreme {
  let count = 0;
  let reached: Extreme = { count: 0, at: from };
  for (const [at, delta] of [...deltas].sort(([a], [b]) => a - b)) {
    count += delta;
    if (count > reached.count) reached = { count, at };
  }
  return reached;
}
