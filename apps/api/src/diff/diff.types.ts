import { Field, Int, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { JsonObject } from '#libs/kubernetes';
import { DateTime } from '../graphql/date-time.js';
import { Json } from '../graphql/json.js';
import { Position } from '../graphql/position.js';

export const FieldChangeKind = {
  ADDED: 'added',
  REMOVED: 'removed',
  CHANGED: 'changed',
  REORDERED: 'reordered',
} as const;
registerEnumType(FieldChangeKind, {
  name: 'FieldChangeKind',
  description: 'What became of a field.',
  valuesMap: {
    ADDED: { description: 'It is only in the second state.' },
    REMOVED: { description: 'It is only in the first state.' },
    CHANGED: { description: 'It has another value.' },
    REORDERED: { description: 'Elements of the list stand in another order.' },
  },
});

export const DiffScope = { TEMPLATE: 'TEMPLATE', DEPLOYMENT: 'DEPLOYMENT' } as const;
export type DiffScopeName = keyof typeof DiffScope;
registerEnumType(DiffScope, {
  name: 'DiffScope',
  description: 'What of two states is compared.',
  valuesMap: {
    TEMPLATE: { description: 'The pod templates: what a rollout is about.' },
    DEPLOYMENT: { description: 'The whole Deployment: labels, annotations and spec.' },
  },
});

@ObjectType({ description: 'One difference between two states.' })
export class FieldChange {
  @Field(() => String, { description: 'Where: `spec.template.spec.containers[name="web"].image`.' })
  path!: string;
  @Field(() => String, { nullable: true, description: 'The container it is about.' })
  container?: string | null;
  @Field(() => FieldChangeKind, { description: 'What became of the field.' })
  kind!: string;
  @Field(() => Json, { nullable: true, description: 'The value in the first state.' })
  before?: unknown;
  @Field(() => Json, { nullable: true, description: 'The value in the second state.' })
  after?: unknown;
}

@ObjectType({ description: 'What differs between two states of a Deployment, in three forms.' })
export class Diff {
  /** Not in the schema: the two states, from which its resolver makes the forms that are asked for. */
  before!: JsonObject;
  after!: JsonObject;
}

@InputType({
  description: 'A state of a Deployment: at a revision, at a moment, or right after a change. Give one of the three.',
})
export class RevisionRef {
  @Field(() => String, { defaultValue: 'default', description: 'Its cluster.' })
  cluster!: string;
  @Field(() => String, { nullable: true, description: 'Its namespace; not needed with `change`.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'Its name; not needed with `change`.' })
  name?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Uid of an earlier incarnation; the newest when it is left out.',
  })
  uid?: string | null;
  @Field(() => Int, { nullable: true, description: 'The number of a revision.' })
  revision?: number | null;
  @Field(() => DateTime, { nullable: true, description: 'A moment.' })
  at?: Date | null;
  @Field(() => Position, { nullable: true, description: 'A change: the state right after it.' })
  change?: bigint | null;
}
