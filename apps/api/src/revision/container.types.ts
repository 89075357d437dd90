import { Field, ObjectType } from '@nestjs/graphql';
import { Json } from '../graphql/json.js';

@ObjectType({ description: 'A container of a pod template.' })
export class Container {
  @Field(() => String, { description: 'Its name, unique in the template.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'The image it runs.' })
  image!: string | null;
  @Field(() => Boolean, { description: 'Whether it is an init container.' })
  init!: boolean;
  @Field(() => Json, { description: 'The whole container, defaults applied.' })
  json!: unknown;
}
