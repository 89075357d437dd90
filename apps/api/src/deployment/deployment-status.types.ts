import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';

@ObjectType({ description: 'apps/v1 DeploymentCondition.' })
export class DeploymentCondition {
  @Field(() => String, { description: 'Available, Progressing or ReplicaFailure.' })
  type!: string;
  @Field(() => String, { description: 'True, False or Unknown.' })
  status!: string;
  @Field(() => String, { description: 'Why, in one word.' })
  reason!: string;
  @Field(() => String, { description: 'Why, in a sentence.' })
  message!: string;
  @Field(() => DateTime, { description: 'When it was last written.' })
  lastUpdateTime!: string;
  @Field(() => DateTime, { description: 'When its status last changed.' })
  lastTransitionTime!: string;
}

@ObjectType({ description: 'apps/v1 DeploymentStatus: what the controller says.' })
export class DeploymentStatus {
  @Field(() => Int, { description: 'The generation the controller has seen.' })
  observedGeneration!: number;
  @Field(() => Int, { description: 'Pods, terminating ones not counted.' })
  replicas!: number;
  @Field(() => Int, { description: 'Pods of the current template.' })
  updatedReplicas!: number;
  @Field(() => Int, { description: 'Ready pods.' })
  readyReplicas!: number;
  @Field(() => Int, { description: 'Pods that have been ready for minReadySeconds.' })
  availableReplicas!: number;
  @Field(() => Int, { description: 'Pods still missing.' })
  unavailableReplicas!: number;
  @Field(() => Int, { description: 'Pods that were told to go and are not gone.' })
  terminatingReplicas!: number;
  @Field(() => Int, { description: 'How often a ReplicaSet name was taken already.' })
  collisionCount!: number;
  @Field(() => [DeploymentCondition], {
    description: 'Available, Progressing and ReplicaFailure, where they were said.',
  })
  conditions!: readonly DeploymentCondition[];
}
