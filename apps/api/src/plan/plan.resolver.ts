import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { makePlan } from './make-plan.js';
import { RolloutPlan } from './plan.types.js';
import { PlanInput } from './plan-input.types.js';
import { planNode } from './plan-node.js';

@Resolver(() => RolloutPlan)
export class PlanResolver {
  @Query(() => RolloutPlan, {
    description:
      'What a change would do, on the present or on any past moment: its steps, fewest and most pods, how long, and whether it gets stuck. It is refused as the change would be; nothing is recorded.',
  })
  async plan(
    @Args('change', { type: () => PlanInput, description: 'The change, and what is assumed.' }) change: PlanInput,
    @Context() { ports }: RequestContext,
  ): Promise<RolloutPlan> {
    return planNode(await makePlan(ports, change));
  }
}
