import { Field, Float, InputType, PickType } from '@nestjs/graphql';
import type { PropagationPolicy as Policy } from '#libs/history';
import {
  ChangeLimitsInput,
  ChangeStrategyInput,
  PropagationPolicy,
  ScaleDeploymentInput,
  UndoRolloutInput,
} from '../command/spec-input.types.js';
import { ContainerImageInput, SetEnvInput, SetResourcesInput } from '../command/template-input.types.js';
import { DateTime } from '../graphql/date-time.js';
import { type StringMapChanges, StringMapChangesScalar } from '../graphql/json.js';

@InputType({ description: 'A number of pods to plan.' })
export class PlanScaleInput extends PickType(ScaleDeploymentInput, ['replicas', 'currentReplicas'], InputType) {}

@InputType({ description: 'Environment variables to plan.' })
export class PlanEnvInput extends PickType(SetEnvInput, ['env', 'containers'], InputType) {}

@InputType({ description: 'Resources to plan.' })
export class PlanResourcesInput extends PickType(SetResourcesInput, ['limits', 'requests', 'containers'], InputType) {}

@InputType({ description: 'An undo to plan; to the revision before the current one when none of the three is given.' })
export class PlanUndoInput extends PickType(
  UndoRolloutInput,
  ['toRevision', 'toRevisionId', 'toLastCompleted'],
  InputType,
) {}

@InputType({ description: 'A strategy to plan; what is left out takes the default of Kubernetes.' })
export class PlanStrategyInput extends PickType(
  ChangeStrategyInput,
  ['type', 'maxSurge', 'maxUnavailable'],
  InputType,
) {}

@InputType({ description: 'Limits to plan; what is left out stays.' })
export class PlanLimitsInput extends PickType(
  ChangeLimitsInput,
  ['minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit'],
  InputType,
) {}

@InputType({
  description:
    'What to take for granted of pods that are made, started or told to go from the change on; what is left out stays as it was set.',
})
export class PodLifeAssumptionInput {
  @Field(() => String, {
    nullable: true,
    description: 'Pods with a container of such an image, `*` standing for any text; all pods when left out.',
  })
  imagePattern?: string | null;
  @Field(() => Float, { nullable: true, description: 'Seconds until a pod is ready, 0 to 86400.' })
  startSeconds?: number | null;
  @Field(() => Float, { nullable: true, description: 'Seconds until a pod that was told to go is gone, 0 to 86400.' })
  terminationSeconds?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Its pods never get ready.' })
  neverReady?: boolean | null;
}

@InputType({
  description:
    'A change that is not made, and what is assumed. All that is given happens as one change, in this order: resume, strategy, limits, scale, manifest, patch, images, env, resources, undo, restart, annotations, labels, pause, delete. With none of them the plan tells what happens when nobody changes anything.',
})
export class PlanInput {
  @Field(() => String, { defaultValue: 'default', description: "The Deployment's cluster." })
  cluster!: string;
  @Field(() => String, { nullable: true, description: "The Deployment's namespace; may be left out with a manifest." })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: "The Deployment's name; may be left out with a manifest." })
  name?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment at which the change would have been made, now when left out; not a later one.',
  })
  at?: Date | null;
  @Field(() => String, { nullable: true, description: 'Why: it is written as `kubernetes.io/change-cause`.' })
  changeCause?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'As `kubectl rollout resume`.' })
  resume?: boolean | null;
  @Field(() => PlanStrategyInput, { nullable: true, description: 'As `changeStrategy`.' })
  strategy?: PlanStrategyInput | null;
  @Field(() => PlanLimitsInput, { nullable: true, description: 'As `changeLimits`.' })
  limits?: PlanLimitsInput | null;
  @Field(() => PlanScaleInput, { nullable: true, description: 'As `kubectl scale`.' })
  scale?: PlanScaleInput | null;
  @Field(() => String, { nullable: true, description: 'YAML or JSON of one Deployment, as `kubectl apply` takes it.' })
  manifest?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'A strategic merge patch in YAML or JSON, as `kubectl patch` takes it.',
  })
  patch?: string | null;
  @Field(() => [ContainerImageInput], { nullable: true, description: 'As `kubectl set image`.' })
  images?: readonly ContainerImageInput[] | null;
  @Field(() => PlanEnvInput, { nullable: true, description: 'As `kubectl set env`.' })
  env?: PlanEnvInput | null;
  @Field(() => PlanResourcesInput, { nullable: true, description: 'As `kubectl set resources`.' })
  resources?: PlanResourcesInput | null;
  @Field(() => PlanUndoInput, {
    nullable: true,
    description: 'As `kubectl rollout undo`; `{}` for the revision before.',
  })
  undo?: PlanUndoInput | null;
  @Field(() => Boolean, { nullable: true, description: 'As `kubectl rollout restart`.' })
  restart?: boolean | null;
  @Field(() => StringMapChangesScalar, { nullable: true, description: 'As `kubectl annotate`; null removes one.' })
  annotations?: StringMapChanges | null;
  @Field(() => StringMapChangesScalar, { nullable: true, description: 'As `kubectl label`; null removes one.' })
  labels?: StringMapChanges | null;
  @Field(() => Boolean, { nullable: true, description: 'As `kubectl rollout pause`.' })
  pause?: boolean | null;
  @Field(() => PropagationPolicy, { nullable: true, description: 'As `kubectl delete`.' })
  delete?: Policy | null;
  @Field(() => [PodLifeAssumptionInput], {
    nullable: true,
    description: 'What is assumed of pods, at most 20; a later one counts over an earlier one.',
  })
  podLife?: readonly PodLifeAssumptionInput[] | null;
}
