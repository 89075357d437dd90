import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';

@ObjectType({ description: 'Something that was refused, or that failed: it changed nothing.' })
export class Attempt {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
  @Field(() => String, { description: 'Where it came in: graphql, socket, kubernetes-api, export, audit-webhook.' })
  door!: string;
  @Field(() => String, { nullable: true, description: 'Who asked; null when that was not known.' })
  subject!: string | null;
  @Field(() => [String], { description: 'The groups of the subject.' })
  groups!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Who asked to act as the subject.' })
  impersonator!: string | null;
  @Field(() => String, { description: 'What was asked for: `setImage`, `patch deployments/scale`.' })
  operation!: string;
  @Field(() => String, { nullable: true, description: 'The cluster it was about.' })
  cluster!: string | null;
  @Field(() => String, { nullable: true, description: 'The namespace it was about.' })
  namespace!: string | null;
  @Field(() => String, { nullable: true, description: 'The name it was about.' })
  name!: string | null;
  @Field(() => String, { description: 'Why, as a word: `NotAllowed`, `DeploymentInvalid`.' })
  code!: string;
  @Field(() => String, { description: 'Why, as the caller was told.' })
  reason!: string;
  @Field(() => String, { nullable: true, description: 'The network address it came from.' })
  address!: string | null;
  @Field(() => String, { nullable: true, description: 'What the client program called itself.' })
  userAgent!: string | null;
}

@ObjectType({ description: 'A page of the list of attempts.' })
export class AttemptConnection extends connectionOf(Attempt, 'Attempt') {}

@InputType({ description: 'Which attempts to list; all given must hold.' })
export class AttemptFilter {
  @Field(() => String, { nullable: true, description: 'About this cluster.' })
  cluster?: string | null;
  @Field(() => String, { nullable: true, description: 'About this namespace.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'About this name.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'By this subject.' })
  subject?: string | null;
  @Field(() => String, { nullable: true, description: 'Refused with this code.' })
  code?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'At this moment or later.' })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Before this moment.' })
  until?: Date | null;
}
