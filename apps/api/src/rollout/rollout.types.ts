import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { NodeType } from '../graphql/node.types.js';

export const RolloutOutcome = {
  Complete: 'Complete',
  ProgressDeadlineExceeded: 'ProgressDeadlineExceeded',
  Superseded: 'Superseded',
  Deleted: 'Deleted',
} as const;
registerEnumType(RolloutOutcome, {
  name: 'RolloutOutcome',
  description: 'How a rollout ended.',
  valuesMap: {
    Complete: { description: 'All pods are of the new revision and available.' },
    ProgressDeadlineExceeded: { description: 'It made no progress for progressDeadlineSeconds.' },
    Superseded: { description: 'Another rollout began before it was through.' },
    Deleted: { description: 'The Deployment was deleted meanwhile.' },
  },
});

@ObjectType({ description: 'One scaling of one ReplicaSet by the controller.' })
export class RolloutStep {
  @Field(() => DateTime, { description: 'When.' })
  at!: string;
  @Field(() => String, { description: 'Name of the ReplicaSet.' })
  replicaSet!: string;
  @Field(() => Int, { description: 'Desired pods before.' })
  from!: number;
  @Field(() => Int, { description: 'Desired pods after.' })
  to!: number;
  @Field(() => String, { description: "The controller's rule that asked for it." })
  rule!: string;
  @Field(() => String, { description: "The controller's own words: `Scaled up replica set web-1 to 3 from 2`." })
  message!: string;
}

@ObjectType({
  implements: () => [NodeType],
  description: 'One run from one revision to another, as far as it had gone at the moment asked for.',
})
export class Rollout extends NodeType {
  @Field(() => Int, { nullable: true, description: 'The revision that ran before; null for the first.' })
  fromRevision!: number | null;
  @Field(() => Int, { description: 'The revision it brings.' })
  toRevision!: number;
  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it runs, or hangs.' })
  endedAt!: Date | null;
  @Field(() => RolloutOutcome, { nullable: true, description: 'How it ended; null while it runs, or hangs.' })
  outcome!: string | null;
  @Field(() => Int, { description: 'Fewest available pods so far.' })
  lowestAvailable!: number;
  @Field(() => Int, { description: 'Most pods at once so far, terminating ones included.' })
  mostPods!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'Why it hangs, or hung: what containers of its pods were seen to wait for in the cluster, such as `ImagePullBackOff`; null when nothing was seen.',
  })
  reason!: string | null;
  @Field(() => String, { nullable: true, description: "The kubelet's own words for that." })
  message!: string | null;
  @Field(() => [RolloutStep], { description: 'What the controller did, oldest first.' })
  steps!: readonly RolloutStep[];
  /** Not in the schema: its Deployment's stream, the change that began it, the moment it is seen at. */
  streamId!: number;
  changeId!: string;
  at!: Date;
}

@ObjectType({ description: 'A page of rollouts, newest first.' })
export class RolloutConnection extends connectionOf(Rollout, 'Rollout') {}
