/** The cluster's API answered with an error. */
export class ClusterError extends Error {
  readonly code = 'ClusterError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What was listed is too long ago for the cluster to go on from: it has to be listed anew. */
export function isExpired(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 410;
}

export function isGone(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 404;
}
