import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';

@ObjectType({ description: "What containers of a ReplicaSet's pods wait for." })
export class ObservedWaiting {
  @Field(() => String, { description: 'In one word: `CrashLoopBackOff`, `ImagePullBackOff`, `Unschedulable`.' })
  reason!: string;
  @Field(() => String, { description: 'In the words of the kubelet or the scheduler, 300 characters at most.' })
  message!: string;
  @Field(() => String, { description: 'The container; `-` for a pod that has no node.' })
  container!: string;
  @Field(() => Int, { description: 'Pods that wait for it.' })
  pods!: number;
}

@ObjectType({ description: 'What was seen of the pods of one ReplicaSet.' })
export class ObservedReplicaSet {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => Int, { description: 'Pods, those that were told to go not counted.' })
  pods!: number;
  @Field(() => Int, { description: 'Ready pods.' })
  ready!: number;
  @Field(() => Int, { description: 'Pods that were told to go.' })
  terminating!: number;
  @Field(() => Int, { description: 'How often their containers were started again.' })
  restarts!: number;
  @Field(() => [ObservedWaiting], { description: 'What they wait for, what most wait for first: five at most.' })
  waiting!: readonly ObservedWaiting[];
}

@ObjectType({ description: 'What was seen of the pods of a Deployment in its cluster.' })
export class ObservedPods {
  @Field(() => DateTime, { description: 'When they became so.' })
  at!: Date;
  @Field(() => [ObservedReplicaSet], { description: 'By ReplicaSet: the twenty with the most pods.' })
  replicaSets!: readonly ObservedReplicaSet[];
}
