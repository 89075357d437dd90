import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Actor as ActorValue, Source, StreamKind } from '#libs/event-store';
import type { ChangeRow } from '#libs/postgres';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { Json } from '../graphql/json.js';
import { NodeType } from '../graphql/node.types.js';
import { Position } from '../graphql/position.js';

export const ChangeSource = {
  GRAPHQL: 'graphql',
  KUBERNETES_API: 'kubernetes-api',
  AUDIT_WEBHOOK: 'audit-webhook',
  WATCH: 'watch',
  IMPORT: 'import',
} as const satisfies Record<string, Source>;
registerEnumType(ChangeSource, {
  name: 'ChangeSource',
  description: 'Where a change came in.',
  valuesMap: {
    GRAPHQL: { description: 'This API.' },
    KUBERNETES_API: { description: 'The Kubernetes REST API, as kubectl speaks it.' },
    AUDIT_WEBHOOK: { description: "A cluster's audit log." },
    WATCH: { description: 'A watch on a cluster.' },
    IMPORT: { description: 'An import of older history.' },
  },
});

export const ObjectKind = {
  Deployment: 'Deployment',
  Namespace: 'Namespace',
  Pod: 'Pod',
  Service: 'Service',
} as const satisfies { readonly [Kind in StreamKind | 'Deployment']: Kind };
export type ObjectKindName = keyof typeof ObjectKind;
registerEnumType(ObjectKind, { name: 'ObjectKind', description: 'What a change is of.' });

@ObjectType({ description: 'Who made a change.' })
export class Actor {
  @Field(() => String, { description: 'The authenticated subject.' })
  subject!: string;
  @Field(() => [String], { description: 'The groups the subject was in then.' })
  groups!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Who asked to act as the subject (`kubectl --as`).' })
  impersonator?: string | null;
}

@ObjectType({ description: 'What a request said of itself. None of it is authenticated.' })
export class Provenance {
  @Field(() => String, { nullable: true, description: 'The client program.' })
  userAgent?: string | null;
  @Field(() => String, { nullable: true, description: 'The network address it came from.' })
  address?: string | null;
  @Field(() => String, { nullable: true, description: 'The kubectl command (`Kubectl-Command`).' })
  command?: string | null;
  @Field(() => String, { nullable: true, description: 'The kubectl session (`Kubectl-Session`).' })
  session?: string | null;
}

@ObjectType({ description: 'One fact, as recorded: it never changes.' })
export class RecordedEvent {
  @Field(() => Position, { description: 'Its place in the whole log.' })
  position!: string;
  @Field(() => Int, { description: "Its place among its object's events, from 1." })
  streamPosition!: number;
  @Field(() => String, { description: 'What happened: `DeploymentScaled`.' })
  type!: string;
  @Field(() => Int, { description: 'Shape of the payload.' })
  schemaVersion!: number;
  @Field(() => Json, { description: 'The whole new value of what it is about; a pod template stands beside it.' })
  payload!: unknown;
  @Field(() => Json, { nullable: true, description: 'The pod template it brought.' })
  template!: unknown;
  @Field(() => String, { description: 'RFC 9162 leaf hash, in hex.' })
  leafHash!: string;
}

@ObjectType({
  implements: () => [NodeType],
  description: 'One request by one actor, recorded whole: the line of the audit list.',
})
export class Change extends NodeType {
  @Field(() => Position, { description: 'Position of its first event: what names the change, and its cursor.' })
  change!: string;
  @Field(() => Position, { description: 'Position of its last event.' })
  position!: string;
  @Field(() => ObjectKind, { description: 'What it is a change of.' })
  objectKind!: ObjectKindName;
  @Field(() => String, { description: 'Cluster of the object.' })
  cluster!: string;
  @Field(() => String, { description: 'Namespace of the object; of a Namespace its own name.' })
  namespace!: string;
  @Field(() => String, { description: 'Name of the object.' })
  name!: string;
  @Field(() => String, { description: 'Uid of the incarnation of the object.' })
  uid!: string;
  @Field(() => Actor, { description: 'Who made it.' })
  actor!: ActorValue;
  @Field(() => ChangeSource, { description: 'Where it came in.' })
  source!: Source;
  @Field(() => Provenance, { description: 'What the request said of itself.' })
  provenance!: Provenance;
  @Field(() => String, { nullable: true, description: 'Why, as the caller told it; of this change and of no other.' })
  cause!: string | null;
  @Field(() => Position, {
    nullable: true,
    description: 'The change that told who made this one, where it was seen without its author; null else.',
  })
  attributedBy!: string | null;
  @Field(() => String, { description: 'What it did, in one line: `image of web: nginx:1.24 -> nginx:1.25`.' })
  summary!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The key that makes the request the same when it is sent twice.',
  })
  idempotencyKey!: string | null;
  @Field(() => DateTime, { description: 'When it happened in the cluster.' })
  occurredAt!: Date;
  @Field(() => DateTime, { description: 'When it was recorded here.' })
  recordedAt!: Date;
  /** Not in the schema. */
  row!: ChangeRow;
}

@ObjectType({ description: 'A page of the audit list.' })
export class ChangeConnection extends connectionOf(Change, 'Change') {}
