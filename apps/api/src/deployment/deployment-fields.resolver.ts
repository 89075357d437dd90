import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ChangeConnection } from '../change/change.types.js';
import { changePage } from '../change/change-page.js';
import { DateTime } from '../graphql/date-time.js';
import { momentPage, numberPage } from '../graphql/key-page.js';
import { PageArgs, TwoWayPageArgs } from '../graphql/page-args.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { RevisionConnection } from '../revision/revision.types.js';
import { revisionPage } from '../revision/revision-page.js';
import { RolloutConnection } from '../rollout/rollout.types.js';
import { rolloutNode } from '../rollout/rollout-node.js';
import { Deployment, DeploymentConnection } from './deployment.types.js';
import { DeploymentCondition } from './deployment-status.types.js';
import { deploymentYaml } from './deployment-yaml.js';
import { deploymentNodes } from './find-deployment.js';

@Resolver(() => Deployment)
export class DeploymentFieldsResolver {
  @ResolveField(() => RevisionConnection, { description: 'Every revision it ever had, newest first.' })
  revisions(
    @Parent() { row, at }: Deployment,
    @Args() args: PageArgs,
    @Context() { loaders }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RevisionConnection> {
    return revisionPage({ streamId: row.streamId, at }, args, { loaders, info });
  }

  @ResolveField(() => ChangeConnection, {
    description: 'Its changes up to the moment, oldest first; `last` gives the newest.',
  })
  async changes(
    @Parent() { row, at }: Deployment,
    @Args() args: TwoWayPageArgs,
    @Context() { loaders }: RequestContext,
  ): Promise<ChangeConnection> {
    const { page, toPage } = changePage(args);
    const until = new Date(at.getTime() + 1);
    return toPage(await loaders.streamChanges.load({ streamId: row.streamId, args: { filter: { until }, page } }));
  }

  @ResolveField(() => RolloutConnection, { description: 'Its rollouts, newest first.' })
  rollouts(
    @Parent() { row, at }: Deployment,
    @Args() args: PageArgs,
    @Context() { loaders }: RequestContext,
  ): Promise<RolloutConnection> {
    return momentPage(
      { kind: 'rollout', keyOf: ({ startedAt, toRevision }) => [startedAt, toRevision] },
      args,
      async (page) => {
        const rows = await loaders.rollouts.load({ streamId: row.streamId, args: { at, ...page } });
        return rows.map((rollout) => rolloutNode(rollout, at));
      },
    );
  }

  @ResolveField(() => DeploymentConnection, {
    description: 'The Deployments that bore this name in this namespace, this one included, newest first.',
  })
  incarnations(
    @Parent() { row, at }: Deployment,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DeploymentConnection> {
    const { reads } = context.ports;
    return numberPage({ kind: 'incarnation', numberOf: (node) => node.row.streamId }, args, async (page) =>
      deploymentNodes(await reads.readIncarnations(row, { at, ...page }), at, { reads, context, info }),
    );
  }

  @ResolveField(() => [DeploymentCondition], { description: 'Its conditions at a moment.' })
  async conditions(
    @Parent() { row, at, status }: Deployment,
    @Args('at', {
      type: () => DateTime,
      nullable: true,
      description: 'The moment; that of the parent when left out. A later one shows what is planned.',
    })
    moment: Date | null,
    @Context() { ports }: RequestContext,
  ): Promise<readonly DeploymentCondition[]> {
    if (!moment || moment.getTime() === at.getTime()) return status.conditions;
    const span = await ports.reads.findDeploymentSpan(row.streamId, moment);
    return (span?.status.conditions ?? []) as readonly DeploymentCondition[];
  }

  @ResolveField(() => String, { description: 'The object as `kubectl get -o yaml` would print it.' })
  yaml(@Parent() deployment: Deployment): string {
    return deploymentYaml(deployment);
  }
}
