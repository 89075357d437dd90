import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Json } from '../graphql/json.js';
import { Container } from '../revision/container.types.js';

export const StrategyType = { RollingUpdate: 'RollingUpdate', Recreate: 'Recreate' } as const;
registerEnumType(StrategyType, {
  name: 'StrategyType',
  description: 'How a Deployment replaces old pods by new ones.',
  valuesMap: {
    RollingUpdate: { description: 'A little at a time, within maxSurge and maxUnavailable.' },
    Recreate: { description: 'All old pods end before the first new one starts.' },
  },
});

@ObjectType({ description: 'apps/v1 DeploymentStrategy.' })
export class DeploymentStrategy {
  @Field(() => StrategyType, { description: 'RollingUpdate or Recreate.' })
  type!: keyof typeof StrategyType;
  @Field(() => String, {
    nullable: true,
    description: 'Pods above the desired number while rolling, a number or a percentage; null for Recreate.',
  })
  maxSurge!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Pods that may be missing while rolling, a number or a percentage; null for Recreate.',
  })
  maxUnavailable!: string | null;
}

@ObjectType({ description: 'apps/v1 DeploymentSpec with every default applied.' })
export class DeploymentSpec {
  @Field(() => Int, { description: 'Pods wanted.' })
  replicas!: number;
  @Field(() => Boolean, { description: 'Whether changes of the template wait for a resume.' })
  paused!: boolean;
  @Field(() => Int, { description: 'Seconds a ready pod must stay ready to count as available.' })
  minReadySeconds!: number;
  @Field(() => Int, { description: 'Seconds without progress after which a rollout counts as failed.' })
  progressDeadlineSeconds!: number;
  @Field(() => Int, { description: 'Old ReplicaSets that a cluster keeps.' })
  revisionHistoryLimit!: number;
  @Field(() => DeploymentStrategy, { description: 'How old pods are replaced by new ones.' })
  strategy!: DeploymentStrategy;
  @Field(() => Json, { description: 'Which pods are its own: meta/v1 LabelSelector.' })
  selector!: unknown;
  @Field(() => Json, { description: 'What its pods are made from: core/v1 PodTemplateSpec.' })
  template!: unknown;
  @Field(() => [Container], { description: 'The containers of the template, then its init containers.' })
  containers!: readonly Container[];
}
