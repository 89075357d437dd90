import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Actor as ActorValue, Source } from '#libs/event-store';
import { Actor, Change, ChangeSource } from '../change/change.types.js';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { Json } from '../graphql/json.js';
import { NodeType } from '../graphql/node.types.js';
import { Container } from './container.types.js';

@ObjectType({
  implements: () => [NodeType],
  description: 'A pod template that was rolled out, under the number it was given. Kept for ever.',
})
export class Revision extends NodeType {
  @Field(() => Int, { description: 'Its number, `deployment.kubernetes.io/revision`.' })
  number!: number;
  @Field(() => DateTime, { description: 'When the number was given.' })
  createdAt!: Date;
  @Field(() => Json, { description: 'The pod template: core/v1 PodTemplateSpec, defaults applied.' })
  template!: unknown;
  @Field(() => String, { description: 'SHA-256 of the canonical JSON of the template, in hex.' })
  templateHash!: string;
  @Field(() => [Container], { description: 'The containers of the template, then its init containers.' })
  containers!: readonly Container[];
  @Field(() => [String], { description: 'Images of all its containers, in order.' })
  images!: readonly string[];
  @Field(() => String, { description: 'The `pod-template-hash` of its pods.' })
  podTemplateHash!: string;
  @Field(() => String, { description: 'Name of its ReplicaSet.' })
  replicaSet!: string;
  @Field(() => String, { nullable: true, description: 'Why, as the change that made it says.' })
  cause!: string | null;
  @Field(() => Actor, { description: 'Who made it.' })
  actor!: ActorValue;
  @Field(() => ChangeSource, { description: 'Where the change that made it came in.' })
  source!: Source;
  @Field(() => Change, { description: 'The change that made it.' })
  change!: Change;
  @Field(() => Int, {
    nullable: true,
    description: 'The number its ReplicaSet bore before, when an older template came back.',
  })
  restoredFrom!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The number its ReplicaSet was given later, when the template came back.',
  })
  supersededBy!: number | null;
  @Field(() => DateTime, { nullable: true, description: 'When its ReplicaSet was given that number.' })
  supersededAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether a cluster would still list it in `kubectl rollout history`.' })
  keptByCluster!: boolean;
  @Field(() => DateTime, { nullable: true, description: 'When a cluster would have deleted its ReplicaSet.' })
  forgottenAt!: Date | null;
  /** Not in the schema. */
  streamId!: number;
}

@ObjectType({ description: 'A page of revisions, newest first.' })
export class RevisionConnection extends connectionOf(Revision, 'Revision') {}
