import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { may } from '#libs/access';
import { ArgumentInvalid, DEFAULT_POD_LIFE } from '#libs/history';
import { NEWEST_RELEASE, parseRelease } from '#libs/kubernetes';
import { requireAdmin } from '../access/require-admin.js';
import type { RequestContext } from '../graphql/request-context.js';
import { type ApiPorts, PORTS } from '../ports.js';
import { LONGEST_POD_LIFE } from './longest-pod-life.js';
import { ClusterReleaseSetting, PodLife, SetClusterReleaseInput, SetPodLifeInput } from './setting.types.js';

const CLUSTER = { name: 'cluster', type: () => String, defaultValue: 'default', description: 'The cluster.' } as const;

/** What the model takes for granted about a cluster. */
@Resolver()
export class SettingResolver {
  constructor(@Inject(PORTS) private readonly ports: ApiPorts) {}

  @Query(() => [PodLife], {
    description:
      'How long pods of a cluster take: the default, then what was set. The most particular that fits counts, the newest of equals.',
  })
  async podLives(@Args(CLUSTER) cluster: string, @Context() { access }: RequestContext): Promise<readonly PodLife[]> {
    const set = await this.ports.settings.podLives(cluster);
    const seen = set.filter(({ namespace }) => namespace === undefined || may(access, 'read', { cluster, namespace }));
    return [{ cluster, ...DEFAULT_POD_LIFE }, ...seen];
  }

  @Query(() => ClusterReleaseSetting, {
    description: 'The Kubernetes release of a cluster; the newest known when none was set.',
  })
  async clusterRelease(@Args(CLUSTER) cluster: string): Promise<ClusterReleaseSetting> {
    return (await this.ports.settings.clusterRelease(cluster)) ?? { cluster, release: NEWEST_RELEASE };
  }

  @Mutation(() => PodLife, { description: 'Sets how long pods take, for changes recorded from now on.' })
  async setPodLife(
    @Args('input', { type: () => SetPodLifeInput, description: 'Which pods, and how long.' }) input: SetPodLifeInput,
    @Context() { access, actor }: RequestContext,
  ): Promise<PodLife> {
    const { cluster, namespace, imagePattern, neverReady } = input;
    requireAdmin(access, { cluster, ...(namespace && { namespace }) });
    const rule = {
      cluster,
      ...(namespace && { namespace }),
      ...(imagePattern && { imagePattern }),
      startSeconds: seconds(input, 'startSeconds'),
      terminationSeconds: seconds(input, 'terminationSeconds'),
      neverReady,
    };
    return this.ports.settings.setPodLife(rule, actor.subject);
  }

  @Mutation(() => ClusterReleaseSetting, {
    description: 'Sets the Kubernetes release of a cluster, for changes recorded from now on.',
  })
  async setClusterRelease(
    @Args('input', { type: () => SetClusterReleaseInput, description: 'Which cluster, and its release.' })
    input: SetClusterReleaseInput,
    @Context() { access, actor }: RequestContext,
  ): Promise<ClusterReleaseSetting> {
    requireAdmin(access, { cluster: input.cluster });
    return this.ports.settings.setClusterRelease(input.cluster, parseRelease(input.release), actor.subject);
  }
}

function seconds(input: SetPodLifeInput, field: 'startSeconds' | 'terminationSeconds'): number {
  const value = input[field];
  if (value >= 0 && value <= LONGEST_POD_LIFE) return value;
  throw new ArgumentInvalid(`input.${field}`, `must be between 0 and ${LONGEST_POD_LIFE} seconds, not ${value}`);
}
