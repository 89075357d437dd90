import { LONGEST_MESSAGE, MOST_REPLICA_SETS, MOST_WAITING, type ReplicaSetSeen, type Waiting } from '#libs/sighting';
import type { PodState } from './pod-state.js';

/** What the pods of each ReplicaSet come to, by name; of very many those with the most pods. */
export function replicaSetsSeen(
  pods: readonly Readonly<{ replicaSet: string; state: PodState }>[],
): readonly ReplicaSetSeen[] {
  const states = new Map<string, PodState[]>();
  for (const { replicaSet, state } of pods) {
    const own = states.get(replicaSet);
    if (own === undefined) states.set(replicaSet, [state]);
    else own.push(state);
  }
  return [...states]
    .map(([name, own]) => replicaSetSeen(name, own))
    .sort((a, b) => b.pods - a.pods)
    .slice(0, MOST_REPLICA_SETS)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function replicaSetSeen(name: string, states: readonly PodState[]): ReplicaSetSeen {
  const staying = states.filter(({ terminating }) => !terminating);
  return {
    name,
    pods: staying.length,
    ready: staying.filter(({ ready }) => ready).length,
    terminating: states.length - staying.length,
    restarts: states.reduce((sum, { restarts }) => sum + restarts, 0),
    waiting: waitingOf(staying),
  };
}

function waitingOf(states: readonly PodState[]): readonly Waiting[] {
  const found = new Map<string, Waiting>();
  for (const { waiting } of states) {
    if (waiting === undefined) continue;
    const key = JSON.stringify([waiting.container, waiting.reason]);
    const { pods = 0, message = waiting.message.slice(0, LONGEST_MESSAGE) } = found.get(key) ?? {};
    found.set(key, { ...waiting, message, pods: pods + 1 });
  }
  const byPods = [...found].sort(([a, { pods: many }], [b, { pods: more }]) => more - many || (a < b ? -1 : 1));
  return byPods.map(([, waiting]) => waiting).slice(0, MOST_WAITING);
}
