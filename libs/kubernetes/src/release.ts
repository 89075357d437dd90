/** The Kubernetes releases whose pod-template-hash can be computed, oldest first. */
export const KUBERNETES_RELEASES = [
  '1.16',
  '1.17',
  '1.18',
  '1.19',
  '1.20',
  '1.21',
  '1.22',
  '1.23',
  '1.24',
  '1.25',
  '1.26',
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
] as const;

export type KubernetesRelease = (typeof KUBERNETES_RELEASES)[number];

export const NEWEST_RELEASE = '1.36' satisfies KubernetesRelease;

/** A release that is not among `KUBERNETES_RELEASES`. */
export class ReleaseUnknown extends Error {
  readonly code = 'ReleaseUnknown';
  constructor(readonly release: string) {
    super(`Kubernetes release ${JSON.stringify(release)} is not known: give one from 1.16 to ${NEWEST_RELEASE}`);
  }
}

/**
 * The release of a version as clusters tell it: `1.28`, `v1.28.3` and `v1.28.3-gke.100` are all 1.28.
 * @throws ReleaseUnknown
 */
export function parseRelease(version: string): KubernetesRelease {
  const minor = /^v?(1\.\d+)(?:[.+-].*)?$/.exec(version.trim())?.[1];
  const known = KUBERNETES_RELEASES.find((release) => release === minor);
  if (known === undefined) throw new ReleaseUnknown(version);
  return known;
}
