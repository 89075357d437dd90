import type { ModelReplicaSet } from '#libs/controller';

/** A ReplicaSet's revision as kubectl reads it: 0 when there is none, undefined when it is no number. */
export function revisionOf({ annotations }: ModelReplicaSet): number | undefined {
  const written = annotations['deployment.kubernetes.io/revision'];
  if (written === undefined) return 0;
  return /^[+-]?\d+$/.test(written) ? Number(written) : undefined;
}
