import { Field, InputType } from '@nestjs/graphql';
import { Position } from '../graphql/position.js';
import { ChangeInput } from './change-input.types.js';

@InputType({ description: 'A manifest, as `kubectl apply` takes it.' })
export class ApplyDeploymentInput extends ChangeInput {
  @Field(() => String, {
    description:
      'YAML or JSON: a Deployment, a `List` of them, or several documents. Nothing is recorded unless all are valid.',
  })
  manifest!: string;
  @Field(() => String, { defaultValue: 'default', description: 'The cluster to apply it to.' })
  cluster!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Namespace of the Deployments that name none; `default` when left out.',
  })
  namespace?: string | null;
  @Field(() => Position, {
    nullable: true,
    description:
      "Refuse when the Deployment's `position` is another one; 0 when it must not exist. For a manifest of one Deployment.",
  })
  expectedPosition?: bigint | null;
}
