import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { PageArgs } from '../graphql/page-args.types.js';

@ObjectType({ description: 'A container of a Deployment that asked for an image, from one change to another.' })
export class ImageRun {
  @Field(() => String, { description: 'Cluster of the Deployment.' })
  cluster!: string;
  @Field(() => String, { description: 'Namespace of the Deployment.' })
  namespace!: string;
  @Field(() => String, { description: 'Name of the Deployment.' })
  name!: string;
  @Field(() => String, { description: 'Uid of the incarnation of the Deployment.' })
  uid!: string;
  @Field(() => String, { description: 'Name of the container.' })
  container!: string;
  @Field(() => String, { description: 'The image, as the template has it.' })
  image!: string;
  @Field(() => DateTime, { description: 'When the change that brought it in occurred.' })
  since!: Date;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the change that took it out occurred; null while it goes on.',
  })
  until!: Date | null;
  /** Not in the schema. */
  streamId!: number;
  broughtInBy!: string;
  takenOutBy!: string | null;
}

@ObjectType({ description: 'A page of runs of an image.' })
export class ImageRunConnection extends connectionOf(ImageRun, 'ImageRun') {}

@ArgsType()
export class ImageUsageArgs extends PageArgs {
  @Field(() => String, {
    description:
      'The image: `nginx:1.25`, `nginx@sha256:…`, `nginx` for every tag, `*:1.25`, `sha256:…`, or how it begins: `registry.example.com/shop/*`.',
  })
  image!: string;
  @Field(() => DateTime, { nullable: true, description: 'Runs that went on at this moment or later.' })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Runs that began before this moment.' })
  until?: Date | null;
  @Field(() => String, { nullable: true, description: 'Of Deployments in this cluster.' })
  cluster?: string | null;
  @Field(() => String, { nullable: true, description: 'Of Deployments in this namespace.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'Of Deployments in the namespaces of this team.' })
  team?: string | null;
}
