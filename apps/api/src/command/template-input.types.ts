import { Field, InputType } from '@nestjs/graphql';
import { type StringMap, type StringMapChanges, StringMapChangesScalar, StringMapScalar } from '../graphql/json.js';
import { DeploymentInput } from './change-input.types.js';

@InputType({ description: 'The image of a container.' })
export class ContainerImageInput {
  @Field(() => String, { description: 'Name of the container; `*` for all.' })
  container!: string;
  @Field(() => String, { description: 'The image it shall run.' })
  image!: string;
}

@InputType({ description: 'New images, as `kubectl set image` takes them.' })
export class SetImageInput extends DeploymentInput {
  @Field(() => [ContainerImageInput], { description: 'Which container shall run which image.' })
  images!: readonly ContainerImageInput[];
}

@InputType({ description: 'Environment variables, as `kubectl set env` takes them.' })
export class SetEnvInput extends DeploymentInput {
  @Field(() => StringMapChangesScalar, { description: 'Variables by name: a string sets one, null removes it.' })
  env!: StringMapChanges;
  @Field(() => [String], { nullable: true, description: 'Names of the containers; all when left out.' })
  containers?: readonly string[] | null;
}

@InputType({ description: 'Resources, as `kubectl set resources` takes them.' })
export class SetResourcesInput extends DeploymentInput {
  @Field(() => StringMapScalar, {
    nullable: true,
    description: 'Limits by resource: `{"cpu": "500m", "memory": "256Mi"}`.',
  })
  limits?: StringMap | null;
  @Field(() => StringMapScalar, { nullable: true, description: 'Requests by resource.' })
  requests?: StringMap | null;
  @Field(() => [String], { nullable: true, description: 'Names of the containers; all when left out.' })
  containers?: readonly string[] | null;
}
