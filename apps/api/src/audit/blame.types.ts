import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { Json } from '../graphql/json.js';
import { PageArgs } from '../graphql/page-args.types.js';
import { Position } from '../graphql/position.js';

@ObjectType({ description: 'A field of a Deployment, and the change that altered it last.' })
export class BlamedField {
  @Field(() => String, { description: 'Where: `spec.template.spec.containers[name="web"].image`.' })
  path!: string;
  @Field(() => String, { nullable: true, description: 'The container it is about.' })
  container!: string | null;
  @Field(() => Json, { nullable: true, description: 'What it is; null when it was removed.' })
  value!: unknown;
  @Field(() => Json, { nullable: true, description: 'What it was before that change; null when it was not there.' })
  before!: unknown;
  @Field(() => Boolean, { description: 'Whether that change removed it.' })
  removed!: boolean;
  /** Not in the schema: position of the change. */
  changeNumber!: string;
}

@ObjectType({ description: 'A page of the fields of a Deployment.' })
export class BlamedFieldConnection extends connectionOf(BlamedField, 'BlamedField') {}

@ArgsType()
export class BlameArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this field and those beneath it.' })
  path?: string | null;
  @Field(() => Position, {
    nullable: true,
    description: 'Up to this position of the log; that of the Deployment at its moment when left out.',
  })
  asOf?: bigint | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Fields that are there no more, too.' })
  includeRemoved!: boolean;
}
