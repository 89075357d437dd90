import { Field, InputType } from '@nestjs/graphql';
import { Position } from '../graphql/position.js';

/** What every command takes. */
@InputType({ isAbstract: true })
export abstract class ChangeInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why: kept with the change, and written as `kubernetes.io/change-cause` with a new template.',
  })
  changeCause?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Makes the request safe to send again: the same key in the same namespace gives the first result and records nothing.',
  })
  idempotencyKey?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Only say what would change: nothing is recorded.' })
  dryRun!: boolean;
}

/** What every command to one Deployment takes. */
@InputType({ isAbstract: true })
export abstract class DeploymentInput extends ChangeInput {
  @Field(() => String, { defaultValue: 'default', description: "The Deployment's cluster." })
  cluster!: string;
  @Field(() => String, { description: "The Deployment's namespace." })
  namespace!: string;
  @Field(() => String, { description: "The Deployment's name." })
  name!: string;
  @Field(() => Position, {
    nullable: true,
    description: "Refuse when the Deployment's `position` is another one: somebody changed it since it was read.",
  })
  expectedPosition?: bigint | null;
}

@InputType({ description: 'A Deployment.' })
export class PauseRolloutInput extends DeploymentInput {}

@InputType({ description: 'A Deployment.' })
export class ResumeRolloutInput extends DeploymentInput {}

@InputType({ description: 'A Deployment.' })
export class RestartRolloutInput extends DeploymentInput {}
