import { answer, type Listener } from './storyteller.js';

export type PodLifeSetting = Readonly<{
  cluster: string;
  namespace?: string;
  imagePattern?: string;
  startSeconds?: number;
  terminationSeconds?: number;
}>;

/** Pods are ready and gone after these seconds. */
export async function setPodLife(listener: Listener, setting: PodLifeSetting): Promise<void> {
  const input = { startSeconds: 0, terminationSeconds: 0, ...setting };
  await answer(listener, 'mutation ($input: SetPodLifeInput!) { setPodLife(input: $input) { __typename } }', { input });
}

/** Pods are ready and gone at once, so that a story need not wait between two changes. */
export const atOnce = (listener: Listener, place: Readonly<{ cluster: string }>): Promise<void> =>
  setPodLife(listener, place);

/** The cluster runs this Kubernetes release: the hash in the names of ReplicaSets depends on it. */
export async function setClusterRelease(listener: Listener, cluster: string, release: string): Promise<void> {
  const document = 'mutation ($input: SetClusterReleaseInput!) { setClusterRelease(input: $input) { __typename } }';
  await answer(listener, document, { input: { cluster, release } });
}
