import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Role as RoleName } from '#libs/access';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';

export const Role = {
  VIEWER: 'viewer',
  DEPLOYER: 'deployer',
  AUDITOR: 'auditor',
  INGESTER: 'ingester',
  ADMIN: 'admin',
} as const;
registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody is bound to in some namespaces.',
  valuesMap: {
    VIEWER: { description: 'Reads; values of the environment that look secret are masked.' },
    DEPLOYER: { description: 'Reads everything and records changes.' },
    AUDITOR: { description: 'Reads as a viewer, and what was refused.' },
    INGESTER: { description: 'Tells what happened in a cluster: its audit webhook, its agent.' },
    ADMIN: { description: 'Everything: tokens, bindings, settings, acting as another.' },
  },
});

@ObjectType({ description: 'Who has which role where. Bindings end; they are never altered.' })
export class RoleBinding {
  @Field(() => Int, { description: 'Its number.' })
  id!: number;
  @Field(() => Role, { description: 'The role.' })
  role!: RoleName;
  @Field(() => [String], { description: 'Subjects it holds for, `*` standing for any text.' })
  subjects!: readonly string[];
  @Field(() => [String], { description: 'Groups it holds for, `*` standing for any text.' })
  groups!: readonly string[];
  @Field(() => String, { description: 'Clusters it holds in, `*` standing for any text.' })
  cluster!: string;
  @Field(() => String, { description: 'Namespaces it holds in, `*` standing for any text.' })
  namespace!: string;
  @Field(() => String, { description: 'Who made it.' })
  madeBy!: string;
  @Field(() => DateTime, { description: 'When it was made.' })
  madeAt!: Date;
  @Field(() => String, { nullable: true, description: 'Who ended it; null while it holds.' })
  endedBy!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was ended; null while it holds.' })
  endedAt!: Date | null;
}

@ObjectType({ description: 'A page of the list of role bindings.' })
export class RoleBindingConnection extends connectionOf(RoleBinding, 'RoleBinding') {}

@InputType({ description: 'Who shall have which role where; at least one subject or group.' })
export class BindRoleInput {
  @Field(() => Role, { description: 'The role.' })
  role!: RoleName;
  @Field(() => [String], { defaultValue: [], description: 'Subjects, `*` standing for any text; at most 100.' })
  subjects!: readonly string[];
  @Field(() => [String], { defaultValue: [], description: 'Groups, `*` standing for any text; at most 100.' })
  groups!: readonly string[];
  @Field(() => String, { defaultValue: 'default', description: 'Clusters, `*` standing for any text.' })
  cluster!: string;
  @Field(() => String, { description: 'Namespaces, `*` standing for any text.' })
  namespace!: string;
}
