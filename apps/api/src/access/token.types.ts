import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';

@ObjectType({ description: 'A bearer token of the API. What it is itself is not kept.' })
export class Token {
  @Field(() => ID, { description: 'By which it is revoked.' })
  id!: string;
  @Field(() => String, { description: 'What it is for.' })
  name!: string;
  @Field(() => String, { description: 'Who acts with it.' })
  subject!: string;
  @Field(() => [String], { description: 'Groups of the subject.' })
  groups!: readonly string[];
  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
  @Field(() => String, { nullable: true, description: 'Who made it; null when the command line did.' })
  createdBy!: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'From when on it is not good; null for one that is good for ever.',
  })
  expiresAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null while it was not.' })
  revokedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Who revoked it; null when the command line did.' })
  revokedBy!: string | null;
}

@ObjectType({ description: 'A page of the list of tokens.' })
export class TokenConnection extends connectionOf(Token, 'Token') {}

@ObjectType({ description: 'A new token.' })
export class CreatedToken {
  @Field(() => String, {
    description: 'The token itself, to send as `Authorization: Bearer …`. It is not shown again.',
  })
  secret!: string;
  @Field(() => Token, { description: 'As it is listed.' })
  token!: Token;
}

@InputType({ description: 'Whose token it shall be.' })
export class CreateTokenInput {
  @Field(() => String, { description: 'What it is for.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Who acts with it; its name when left out.' })
  subject?: string | null;
  @Field(() => [String], { defaultValue: [], description: 'Groups of the subject; at most 100.' })
  groups!: readonly string[];
  @Field(() => DateTime, { nullable: true, description: 'From when on it is not good; for ever good when left out.' })
  expiresAt?: Date | null;
}
