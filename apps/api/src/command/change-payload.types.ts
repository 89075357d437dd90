import { Field, ObjectType } from '@nestjs/graphql';
import type { DeploymentPlace } from '#libs/postgres';
import type { CommandResult } from './run-command.js';

@ObjectType({ description: 'What a command did. A refused one is an error, with nothing recorded.' })
export class ChangePayload {
  @Field(() => Boolean, { description: 'Whether something was recorded; of a dry run, whether it would be.' })
  changed!: boolean;
  @Field(() => Boolean, {
    description: 'Whether this is the result of an earlier request with the same idempotencyKey.',
  })
  repeated!: boolean;
  @Field(() => String, { description: 'What changed in one line, or why there was nothing to change.' })
  message!: string;
  /** Not in the schema: what its resolver makes the other fields from. */
  place!: DeploymentPlace;
  result!: CommandResult;
}

@ObjectType({ description: 'What an apply did to each Deployment of the manifest.' })
export class ApplyDeploymentPayload {
  @Field(() => [ChangePayload], { description: 'One for each Deployment, in the order of the manifest.' })
  results!: readonly ChangePayload[];
  @Field(() => [String], { description: 'Objects of other kinds, which Rollbook does not keep: `Service/web`.' })
  skipped!: readonly string[];
}
