import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { DeliveryArgs, DeliveryMeasures } from './delivery.types.js';
import { deliveryMeasures } from './delivery-measures.js';

@Resolver(() => DeliveryMeasures)
export class DeliveryResolver {
  @Query(() => DeliveryMeasures, {
    description:
      'How the rollouts went that began in a time, of a team, a namespace, a cluster, or all that the reader sees.',
  })
  deliveryMeasures(@Args() args: DeliveryArgs, @Context() { ports }: RequestContext): Promise<DeliveryMeasures> {
    return deliveryMeasures(ports, args);
  }
}
