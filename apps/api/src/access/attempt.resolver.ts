import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { scopeOf } from '#libs/access';
import type { AttemptFilter as Filter } from '#libs/postgres';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import { forwardPage, pageSize } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.types.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Attempt, AttemptConnection, AttemptFilter } from './attempt.types.js';
import { NotAllowed } from './not-allowed.js';

@Resolver(() => Attempt)
export class AttemptResolver {
  @Query(() => AttemptConnection, {
    description:
      'What was refused or failed, newest first. For auditors, in their namespaces; what was about no namespace, for those who audit all.',
  })
  async attempts(
    @Args('filter', { type: () => AttemptFilter, nullable: true, description: 'Which; all when left out.' })
    filter: AttemptFilter | null,
    @Args() { first, after }: PageArgs,
    @Context() { access, ports }: RequestContext,
  ): Promise<AttemptConnection> {
    const scope = scopeOf(access, 'readAttempts');
    if (scope.length === 0) throw new NotAllowed('readAttempts', { cluster: '*', namespace: '*' });
    const size = pageSize(first);
    const [before] = after === undefined || after === null ? [] : decodeCursor(after, 'attempt', [0]);
    const page = { limit: size + 1, scope, ...(before !== undefined && { before: String(before) }) };
    const rows = await ports.reads.listAttempts(given(filter), page);
    return forwardPage(rows, { size, after, cursorOf: ({ id }) => encodeCursor('attempt', Number(id)) });
  }
}

function given(filter: AttemptFilter | null): Filter {
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== undefined && value !== null));
}
