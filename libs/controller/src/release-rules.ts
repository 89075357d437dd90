import { KUBERNETES_RELEASES, type KubernetesRelease } from '#libs/kubernetes';

/** What differs from release to release beside the hash. */
export type ReleaseRules = Readonly<{
  /** Whether statuses count terminating pods (feature gate DeploymentReplicaSetTerminatingReplicas, on since 1.35). */
  countsTerminating: boolean;
  /**
   * How an event tells of a scaling: `to 3`, `to 3 from 2` (since about 1.27) or `from 2 to 3` (since 1.32). Between the two a new
   * ReplicaSet's says only `to 3`.
   */
  scalingWords: 'to' | 'toFrom' | 'fromTo';
  /** Whether revisionHistoryLimit spares the ReplicaSets made last, or (since 1.21) those of the highest revision. */
  cleansUpByAge: boolean;
  /**
   * Whether a ReplicaSet is looked at a second after minReadySeconds have passed since a pod got ready, all pods at once, or (since
   * 1.34) for each pod when it becomes available.
   */
  looksLate: boolean;
}>;

/** The rules of a release. */
export function releaseRules(release: KubernetesRelease): ReleaseRules {
  return RULES[release];
}

const RULES = Object.fromEntries(
  KUBERNETES_RELEASES.map((release): [KubernetesRelease, ReleaseRules] => {
    const minor = Number(release.slice('1.'.length));
    return [
      release,
      {
        countsTerminating: minor >= 35,
        scalingWords: minor >= 32 ? 'fromTo' : minor >= 27 ? 'toFrom' : 'to',
        cleansUpByAge: minor < 21,
        looksLate: minor < 34,
      },
    ];
  }),
) as Readonly<Record<KubernetesRelease, ReleaseRules>>;
