import { Context, Query, Resolver } from '@nestjs/graphql';
import { may, scopeOf } from '#libs/access';
import { NotAllowed } from '../access/not-allowed.js';
import type { RequestContext } from '../graphql/request-context.js';
import { IngestStatus } from './ingest.types.js';

@Resolver(() => IngestStatus)
export class IngestResolver {
  @Query(() => [IngestStatus], {
    description: 'How far what each connected cluster told was taken in. For auditors of whole clusters.',
  })
  async ingestStatus(@Context() { access, ports }: RequestContext): Promise<readonly IngestStatus[]> {
    const scope = scopeOf(access, 'readAttempts');
    if (scope.length === 0) throw new NotAllowed('readAttempts', { cluster: '*', namespace: '*' });
    const all = await ports.inbox.status();
    return all
      .filter(({ cluster }) => may(access, 'readAttempts', { cluster, namespace: '*' }))
      .map(({ tallies, ...status }) => ({
        ...status,
        tallies: tallies.map(({ count, ...tally }) => ({ ...tally, count: Number(count) })),
      }));
  }
}
