import { KUBERNETES_RELEASES, type KubernetesRelease } from '#libs/kubernetes';

/** What differs from release to release beside the hash. */
export type ReleaseRules = Readonly<{
  /** Whether statuses count terminating pods (feature gate DeploymentReplicaSetTerminatingReplicas, on since 1.35). */
  countsTerminating: boolean;
  /** Whether events of scalings say from which size (since about 1.27). */
  saysFrom: boolean;
}>;

/** The rules of a release. */
export function releaseRules(release: KubernetesRelease): ReleaseRules {
  return RULES[release];
}

const RULES = Object.fromEntries(
  KUBERNETES_RELEASES.map((release) => {
    const minor = Number(release.slice('1.'.length));
    return [release, { countsTerminating: minor >= 35, saysFrom: minor >= 27 }];
  }),
) as Readonly<Record<KubernetesRelease, ReleaseRules>>;
