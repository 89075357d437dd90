import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.types.js';
import { DateTime } from '../graphql/date-time.js';
import { Position } from '../graphql/position.js';

@ObjectType({ description: 'A signed statement of what the log was: so many events, with this root over them.' })
export class TreeHead {
  @Field(() => Position, { description: 'How many events: the position of the newest one in it. Its cursor.' })
  size!: string;
  @Field(() => String, { description: 'Root of the Merkle tree over them (RFC 9162), in hex.' })
  rootHash!: string;
  @Field(() => DateTime, { description: 'When it was signed.' })
  signedAt!: Date;
  @Field(() => Int, { description: 'Number of the key that signed it, as in `signingKeys`.' })
  keyNumber!: number;
  @Field(() => String, { description: 'Ed25519 signature of the text of `note`, in base64.' })
  signature!: string;
  @Field(() => String, {
    description:
      'The head as a signed note (C2SP tlog-checkpoint): keep it, and `rollbook verify --head` tells whether a later export agrees with it.',
  })
  note!: string;
}

@ObjectType({ description: 'A page of the tree heads.' })
export class TreeHeadConnection extends connectionOf(TreeHead, 'TreeHead') {}

@ObjectType({ description: 'A key that signs tree heads.' })
export class SigningKey {
  @Field(() => Int, { description: 'From 1.' })
  number!: number;
  @Field(() => String, { description: 'SHA-256 of the public key in hex: what people tell it by.' })
  fingerprint!: string;
  @Field(() => String, { description: 'Ed25519 public key, 32 bytes in base64.' })
  publicKey!: string;
  @Field(() => String, { description: "The log's name, which is bound to its first key." })
  origin!: string;
  @Field(() => Position, { description: 'It signs heads of more events than this.' })
  fromSize!: string;
  @Field(() => String, {
    description: 'Of its statement (docs/proof.md), by the key before it; by itself for the first. Base64.',
  })
  signature!: string;
  @Field(() => DateTime, { description: 'When it was taken into use.' })
  madeAt!: Date;
}

@ObjectType({ description: 'That an event is in the tree (RFC 9162, section 2.1.3).' })
export class InclusionProof {
  @Field(() => Position, { description: 'Position of the event. Its leaf index is one less.' })
  position!: string;
  @Field(() => Position, { description: 'Size of the tree.' })
  treeSize!: string;
  @Field(() => String, { description: 'Leaf hash of the event, in hex.' })
  leafHash!: string;
  @Field(() => [String], { description: 'Hashes from the leaf up, in hex.' })
  path!: readonly string[];
  @Field(() => String, { description: 'Root of the tree, in hex: that of the head of this size.' })
  rootHash!: string;
}

@ObjectType({ description: 'That a tree is an older one, only appended to (RFC 9162, section 2.1.4).' })
export class ConsistencyProof {
  @Field(() => Position, { description: 'Size of the older tree.' })
  from!: string;
  @Field(() => Position, { description: 'Size of the newer tree.' })
  to!: string;
  @Field(() => String, { description: 'Root of the older tree, in hex.' })
  fromRootHash!: string;
  @Field(() => String, { description: 'Root of the newer tree, in hex.' })
  toRootHash!: string;
  @Field(() => [String], { description: 'The proof, in hex.' })
  path!: readonly string[];
}
