import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArgumentInvalid } from '#libs/history';
import { Deployment } from '../deployment/deployment.types.js';
import { momentPage } from '../graphql/key-page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { LimitExceeded } from '../limit/limit-exceeded.js';
import { CoverageArgs, CoverageConnection, Watched, WatchedArgs } from './coverage.types.js';
import { MOST_SPANS } from './most-spans.js';
import { watchedBetween } from './watched-between.js';

@Resolver(() => Deployment)
export class CoverageResolver {
  @Query(() => CoverageConnection, {
    description: 'When which source told of a cluster, and of which of its namespaces; what began last first.',
  })
  async coverage(
    @Args() { cluster, since, until, ...page }: CoverageArgs,
    @Context() { ports }: RequestContext,
  ): Promise<CoverageConnection> {
    const during = { ...(since && { since }), ...(until && { until }) };
    const list = { kind: 'coverage', keyOf: (row: CoverageKey) => [row.since, row.id] as const };
    return momentPage(list, page, async (asked) => {
      const rows = await ports.reads.listCoverage({ cluster, ...during }, asked);
      return rows.map((row) => ({ ...row, namespaces: row.namespaces.length === 0 ? null : row.namespaces }));
    });
  }

  @ResolveField(() => Watched, {
    description:
      'Whether its namespace in its cluster was told of in a time: whether that it has no change there means that there was none. What is done through Rollbook is known at any time.',
  })
  async watched(
    @Parent() { cluster, namespace, at }: Deployment,
    @Args() { since, until }: WatchedArgs,
    @Context() { loaders }: RequestContext,
  ): Promise<Watched> {
    const during = { since, until: until ?? at };
    if (during.until.getTime() <= since.getTime())
      throw new ArgumentInvalid('since', `must be before ${until ? 'until' : 'the moment of the Deployment'}`);
    const spans = await loaders.watched.load({ cluster, namespace, ...during });
    if (spans.length > MOST_SPANS)
      throw new LimitExceeded('spans', `it was watched more than ${MOST_SPANS} times then: ask for a shorter time`);
    return watchedBetween(during, spans);
  }
}

type CoverageKey = Readonly<{ since: Date; id: number }>;
