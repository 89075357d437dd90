import { Field, ObjectType } from '@nestjs/graphql';
import { DeploymentStatus } from '../deployment/deployment-status.types.js';
import { DateTime } from '../graphql/date-time.js';
import { Rollout, RolloutStep } from '../rollout/rollout.types.js';

@ObjectType({ description: 'A moment of a rollout: steps it took, or a status that changed.' })
export class RolloutUpdate {
  @Field(() => String, { description: 'Where to go on with `after`.' })
  cursor!: string;
  @Field(() => DateTime, { description: 'The moment.' })
  at!: Date;
  @Field(() => [RolloutStep], { description: 'Steps the controller took at it.' })
  steps!: readonly RolloutStep[];
  @Field(() => DeploymentStatus, { description: 'What the controller said from it on.' })
  status!: DeploymentStatus;
  @Field(() => Rollout, { nullable: true, description: 'The rollout as it had gone until then.' })
  rollout!: Rollout | null;
}
