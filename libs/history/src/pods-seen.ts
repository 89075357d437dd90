/** What was seen of a Deployment's pods, by ReplicaSet. */
export type PodsSeen = Readonly<{
  /** When: `2026-11-21T10:00:00.123Z`. */
  at: string;
  /** In the order of their names. */
  replicaSets: readonly ReplicaSetSeen[];
}>;

export type ReplicaSetSeen = Readonly<{
  name: string;
  /** Pods there are, those that were told to go not counted; how many of them are ready. */
  pods: number;
  ready: number;
  /** Pods that were told to go. */
  terminating: number;
  /** Of all their containers. */
  restarts: number;
  /** What pods wait for, what most wait for first. */
  waiting: readonly Readonly<{ reason: string; message: string; container: string; pods: number }>[];
}>;
