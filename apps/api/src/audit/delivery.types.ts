import { ArgsType, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';

const seconds = { nullable: true } as const;

@ObjectType({ description: 'How the rollouts went that began in a time.' })
export class DeliveryMeasures {
  @Field(() => Int, { description: 'Rollouts that began.' })
  rollouts!: number;
  @Field(() => Int, { description: 'Of them: went through.' })
  completed!: number;
  @Field(() => Int, {
    description: 'Of them: made no progress within progressDeadlineSeconds, and did not go through later.',
  })
  failed!: number;
  @Field(() => Int, { description: 'Of them: the next rollout of the Deployment brought an older template back.' })
  undone!: number;
  @Field(() => Int, { description: 'Of them: had not ended yet.' })
  running!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Share of them that failed or was undone; null when there is none.',
  })
  failedOrUndoneShare!: number | null;
  @Field(() => Float, { ...seconds, description: 'How long those that went through took: half of them less.' })
  medianSeconds!: number | null;
  @Field(() => Float, { ...seconds, description: 'How long those that went through took: 95 of 100 less.' })
  p95Seconds!: number | null;
  @Field(() => Int, { description: 'Failed or undone ones after which a rollout of the Deployment went through.' })
  restored!: number;
  @Field(() => Float, {
    ...seconds,
    description: 'From the beginning of a failed or undone one until the next had gone through: half of them less.',
  })
  medianSecondsToRestore!: number | null;
  @Field(() => Float, { ...seconds, description: 'The same: 95 of 100 less.' })
  p95SecondsToRestore!: number | null;
}

@ArgsType()
export class DeliveryArgs {
  @Field(() => DateTime, { description: 'Rollouts that began at this moment or later.' })
  since!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Rollouts that began before this moment; now when left out.' })
  until?: Date | null;
  @Field(() => String, { nullable: true, description: 'Of Deployments in this cluster.' })
  cluster?: string | null;
  @Field(() => String, { nullable: true, description: 'Of Deployments in this namespace.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'Of Deployments in the namespaces of this team.' })
  team?: string | null;
}
