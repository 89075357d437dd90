import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { DeploymentRow } from '#libs/postgres';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { StringMapScalar } from '../graphql/json.js';
import { NodeType } from '../graphql/node.types.js';
import { Position } from '../graphql/position.js';
import { DeploymentSpec } from './deployment-spec.types.js';
import { DeploymentStatus } from './deployment-status.types.js';

@ObjectType({
  implements: () => [NodeType],
  description: 'One incarnation of a Deployment at a moment: created once, deleted at most once, remembered for ever.',
})
export class Deployment extends NodeType {
  @Field(() => String, { description: 'The cluster it is in.' })
  cluster!: string;
  @Field(() => String, { description: 'Its namespace.' })
  namespace!: string;
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => String, { description: 'Names this incarnation.' })
  uid!: string;
  @Field(() => DateTime, { description: 'The moment it is seen at.' })
  at!: Date;
  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was deleted; null while it lives.' })
  deletedAt!: Date | null;
  @Field(() => Position, { description: 'Position of its last event: what `expectedPosition` is compared with.' })
  position!: string;
  @Field(() => Int, { nullable: true, description: 'How often its spec has changed, from 1.' })
  generation!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Number of its current revision; null before the controller gave one.',
  })
  revision!: number | null;
  @Field(() => StringMapScalar, { description: 'Its labels.' })
  labels!: Readonly<Record<string, string>>;
  @Field(() => StringMapScalar, { description: 'Its annotations.' })
  annotations!: Readonly<Record<string, string>>;
  @Field(() => [String], { description: 'Images of all containers of its template, in order.' })
  images!: readonly string[];
  @Field(() => DeploymentSpec, { description: 'What people want of it.' })
  spec!: DeploymentSpec;
  @Field(() => DeploymentStatus, { description: 'What the controller says of it.' })
  status!: DeploymentStatus;
  /** Not in the schema. */
  row!: DeploymentRow;
}

@ObjectType({ description: 'A page of Deployments.' })
export class DeploymentConnection extends connectionOf(Deployment, 'Deployment') {}
