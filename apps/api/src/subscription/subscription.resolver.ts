import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { ArgumentInvalid } from '#libs/history';
import { Change } from '../change/change.types.js';
import { ChangeFilter } from '../change/change-filter.types.js';
import { changeListFilter } from '../change/change-list-filter.js';
import { changeNode } from '../change/change-node.js';
import { positionIn } from '../change/change-page.js';
import { statusNode } from '../deployment/deployment-node.js';
import { decodeCursor, encodeCursor } from '../graphql/cursor.js';
import { decodeNodeId } from '../graphql/node-id.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { ApiPorts } from '../ports.js';
import { rolloutNode } from '../rollout/rollout-node.js';
import { changesAfter } from './change-stream.js';
import { RolloutUpdate } from './rollout-update.types.js';
import { rolloutMoments } from './rollout-stream.js';
import { endingWith, Wake } from './wake.js';

const AS_IT_IS = (value: unknown): unknown => value;

@Resolver()
export class SubscriptionResolver {
  @Subscription(() => Change, {
    description:
      'Every change as it is recorded. With `after` first all that came since: a client that reconnects with its last cursor loses nothing.',
    resolve: AS_IT_IS,
  })
  async changes(
    @Args('filter', { type: () => ChangeFilter, nullable: true, description: 'Which changes; all when left out.' })
    filter: ChangeFilter | null,
    @Args('after', {
      type: () => String,
      nullable: true,
      description:
        'Cursor of the last change that is known: its `change`. `0` for all from the beginning; from now on when left out.',
    })
    after: string | null,
    @Context() { ports }: RequestContext,
  ): Promise<AsyncIterator<Change>> {
    const { store } = ports;
    const start = after ? BigInt(positionIn(after, 'after')) : await store.head();
    const wake = new Wake();
    const rows = changesAfter(ports, await changeListFilter(ports, filter), { after: start, wake });
    return endingWith(wake, mapped(rows, changeNode));
  }

  @Subscription(() => RolloutUpdate, {
    description:
      "A Deployment's rollouts step by step, each step when it is due. With `after` first all that was due since.",
    resolve: AS_IT_IS,
  })
  async rollout(
    @Args('deployment', { type: () => ID, description: "A Deployment's id." }) id: string,
    @Args('after', {
      type: () => String,
      nullable: true,
      description: 'Cursor of the last update that is known; from the start of the newest rollout when left out.',
    })
    after: string | null,
    @Context() { ports }: RequestContext,
  ): Promise<AsyncIterator<RolloutUpdate>> {
    const ref = decodeNodeId(id, 'deployment');
    if (ref.type !== 'Deployment')
      throw new ArgumentInvalid('deployment', `is the id of a ${ref.type}, not of a Deployment`);
    if ((await ports.store.streamById(ref.streamId)) === undefined) {
      throw new ArgumentInvalid('deployment', `${JSON.stringify(id)} is the id of no Deployment of this server`);
    }
    const { streamId } = ref;
    const wake = new Wake();
    const start = after
      ? new Date(decodeCursor<[number]>(after, 'rollout update', [0])[0])
      : await startOf(ports, streamId);
    const moments = rolloutMoments(ports, { streamId, after: start, wake });
    return endingWith(
      wake,
      mapped(moments, (at) => updateAt(ports, streamId, at)),
    );
  }
}

async function startOf({ reads, now }: ApiPorts, streamId: number): Promise<Date> {
  const moment = now();
  const rollout = await reads.findNewestRollout(streamId, moment);
  return new Date((rollout?.startedAt ?? moment).getTime() - 1);
}

async function updateAt({ reads }: ApiPorts, streamId: number, at: Date): Promise<RolloutUpdate> {
  const [rollout, span] = await Promise.all([
    reads.findNewestRollout(streamId, at),
    reads.findDeploymentSpan(streamId, at),
  ]);
  return {
    cursor: encodeCursor('rollout update', at.getTime()),
    at,
    steps: rollout?.steps.filter((step) => Date.parse(step.at) === at.getTime()) ?? [],
    status: statusNode(span?.status ?? null),
    rollout: rollout === undefined ? null : rolloutNode(rollout, at),
  };
}

async function* mapped<In, Out>(
  values: AsyncGenerator<In, void>,
  map: (value: In) => Out | Promise<Out>,
): AsyncGenerator<Out, void> {
  for await (const value of values) yield await map(value);
}
