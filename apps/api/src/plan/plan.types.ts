import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PlanOutcome as Outcome } from '#libs/projections';
import { Diff } from '../diff/diff.types.js';
import { DateTime } from '../graphql/date-time.js';
import { RolloutStep } from '../rollout/rollout.types.js';

export const PlanOutcome = {
  Complete: 'Complete',
  Stuck: 'Stuck',
  Paused: 'Paused',
  Deleted: 'Deleted',
} as const satisfies { readonly [Name in Outcome]: Name };
registerEnumType(PlanOutcome, {
  name: 'PlanOutcome',
  description: 'How a plan ends.',
  valuesMap: {
    Complete: { description: 'All pods wanted are there, of the present template and available.' },
    Stuck: { description: 'Nothing is due any more, and pods are missing or not ready.' },
    Paused: { description: 'The template waits for a resume.' },
    Deleted: { description: 'The Deployment is gone.' },
  },
});

@ObjectType({ description: 'One scaling of one ReplicaSet that the controller would do.' })
export class PlannedStep extends RolloutStep {
  @Field(() => Float, { description: 'Seconds after the change.' })
  seconds!: number;
}

@ObjectType({ description: 'A number of pods, and when it is first reached.' })
export class PlannedCount {
  @Field(() => Int, { description: 'How many.' })
  count!: number;
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
  @Field(() => Float, { description: 'Seconds after the change.' })
  seconds!: number;
}

@ObjectType({ description: 'A pod that does not get ready.' })
export class WaitingPod {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => String, { description: 'As kubectl shows it: ContainerCreating, ImagePullBackOff.' })
  status!: string;
}

@ObjectType({ description: 'A ReplicaSet whose pods are missing or not ready.' })
export class WaitingReplicaSet {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => Int, { description: 'Pods wanted.' })
  desired!: number;
  @Field(() => Int, { description: 'Pods there, terminating ones not counted.' })
  current!: number;
  @Field(() => Int, { description: 'Ready pods.' })
  ready!: number;
  @Field(() => [WaitingPod], { description: 'Pods that do not get ready, oldest first, at most 100.' })
  pods!: readonly WaitingPod[];
}

@ObjectType({ description: 'What keeps a plan from getting through.' })
export class PlanObstacle {
  @Field(() => String, { nullable: true, description: 'Type of the condition that says so: Progressing.' })
  type!: string | null;
  @Field(() => String, { nullable: true, description: 'Its reason: ProgressDeadlineExceeded.' })
  reason!: string | null;
  @Field(() => String, { nullable: true, description: "The controller's words." })
  message!: string | null;
  @Field(() => [WaitingReplicaSet], { description: 'The ReplicaSets that wait, oldest first.' })
  replicaSets!: readonly WaitingReplicaSet[];
}

@ObjectType({ description: 'What a change would do. Nothing is recorded.' })
export class RolloutPlan {
  @Field(() => Boolean, { description: 'Whether it would change anything.' })
  changed!: boolean;
  @Field(() => String, { description: 'What it would change in one line, or why there is nothing to change.' })
  message!: string;
  @Field(() => DateTime, { description: 'The moment at which the change would be made.' })
  at!: Date;
  @Field(() => PlanOutcome, { description: 'How it ends.' })
  outcome!: Outcome;
  @Field(() => Int, { nullable: true, description: 'The revision before; null when there is none.' })
  fromRevision!: number | null;
  @Field(() => Int, { nullable: true, description: 'The revision after; null while the template waits.' })
  revision!: number | null;
  @Field(() => String, { nullable: true, description: 'Name of the ReplicaSet that bears it.' })
  replicaSet!: string | null;
  @Field(() => String, { nullable: true, description: 'Its `pod-template-hash`.' })
  podTemplateHash!: string | null;
  @Field(() => [PlannedStep], { description: 'What the controller would do, oldest first, at most 1000.' })
  steps!: readonly PlannedStep[];
  @Field(() => Float, { nullable: true, description: 'Seconds from the change until it is complete; null when never.' })
  durationSeconds!: number | null;
  @Field(() => Float, {
    description:
      'Seconds from the change until nothing is due any more: the last old pod is gone, or the deadline is missed.',
  })
  quietSeconds!: number;
  @Field(() => PlannedCount, { description: 'The fewest available pods at any time.' })
  fewestAvailable!: PlannedCount;
  @Field(() => PlannedCount, { description: 'The most pods at any time, terminating ones included.' })
  mostPods!: PlannedCount;
  @Field(() => PlannedCount, { description: 'The most pods at any time, terminating ones not counted.' })
  mostRunning!: PlannedCount;
  @Field(() => PlanObstacle, { nullable: true, description: 'At what it gets stuck; null when it does not.' })
  obstacle!: PlanObstacle | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'When its condition would say ProgressDeadlineExceeded, also when it gets through later; null when never.',
  })
  deadlineExceededAt!: Date | null;
  @Field(() => Diff, { nullable: true, description: 'What it would change; null when there is nothing.' })
  diff!: Diff | null;
  @Field(() => Int, {
    description: 'Changes that were replayed from the log to get to the moment: what the plan cost beside itself.',
  })
  replayedChanges!: number;
}
