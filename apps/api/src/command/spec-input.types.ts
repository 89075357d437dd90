import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import type { PropagationPolicy as Policy } from '#libs/history';
import { StrategyType } from '../deployment/deployment-spec.types.js';
import { type StringMapChanges, StringMapChangesScalar } from '../graphql/json.js';
import { DeploymentInput } from './change-input.types.js';

@InputType({ description: 'A new number of pods.' })
export class ScaleDeploymentInput extends DeploymentInput {
  @Field(() => Int, { description: 'Pods wanted.' })
  replicas!: number;
  @Field(() => Int, { nullable: true, description: 'Refuse when another number is wanted now.' })
  currentReplicas?: number | null;
}

@InputType({
  description: 'Where to go back to; to the revision before the current one when none of the three is given.',
})
export class UndoRolloutInput extends DeploymentInput {
  @Field(() => Int, { nullable: true, description: 'Number of a revision, any that was ever recorded.' })
  toRevision?: number | null;
  @Field(() => ID, { nullable: true, description: 'Id of a revision, also of an earlier incarnation of the name.' })
  toRevisionId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'To the last revision before the current one whose rollout completed.',
  })
  toLastCompleted?: boolean | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Asks the agent of the Deployment's cluster to apply it there. What comes of it is told by another change; the undo itself, when it is seen.",
  })
  applyToCluster!: boolean;
}

@InputType({ description: 'Annotations.' })
export class AnnotateDeploymentInput extends DeploymentInput {
  @Field(() => StringMapChangesScalar, { description: 'A string sets its annotation, null removes it.' })
  annotations!: StringMapChanges;
}

@InputType({ description: 'Labels.' })
export class LabelDeploymentInput extends DeploymentInput {
  @Field(() => StringMapChangesScalar, { description: 'A string sets its label, null removes it.' })
  labels!: StringMapChanges;
}

@InputType({ description: 'A new strategy; what is left out takes the default of Kubernetes.' })
export class ChangeStrategyInput extends DeploymentInput {
  @Field(() => StrategyType, { description: 'RollingUpdate or Recreate.' })
  type!: keyof typeof StrategyType;
  @Field(() => String, { nullable: true, description: 'Pods above the desired number while rolling: `1` or `25%`.' })
  maxSurge?: string | null;
  @Field(() => String, { nullable: true, description: 'Pods that may be missing while rolling: `1` or `25%`.' })
  maxUnavailable?: string | null;
}

@InputType({ description: 'New limits; what is left out stays.' })
export class ChangeLimitsInput extends DeploymentInput {
  @Field(() => Int, { nullable: true, description: 'Seconds a ready pod must stay ready to count as available.' })
  minReadySeconds?: number | null;
  @Field(() => Int, { nullable: true, description: 'Seconds without progress after which a rollout counts as failed.' })
  progressDeadlineSeconds?: number | null;
  @Field(() => Int, { nullable: true, description: 'Old ReplicaSets that a cluster keeps.' })
  revisionHistoryLimit?: number | null;
}

export const PropagationPolicy = {
  Background: 'Background',
  Foreground: 'Foreground',
  Orphan: 'Orphan',
} as const satisfies { readonly [Name in Policy]: Name };
registerEnumType(PropagationPolicy, {
  name: 'PropagationPolicy',
  description: "What becomes of a deleted Deployment's ReplicaSets and pods.",
  valuesMap: {
    Background: { description: 'They go after it.' },
    Foreground: { description: 'They go before it.' },
    Orphan: { description: 'They stay.' },
  },
});

@InputType({ description: 'A Deployment to delete; its history stays.' })
export class DeleteDeploymentInput extends DeploymentInput {
  @Field(() => PropagationPolicy, {
    defaultValue: 'Background',
    description: 'What becomes of its ReplicaSets and pods.',
  })
  propagationPolicy!: Policy;
}
