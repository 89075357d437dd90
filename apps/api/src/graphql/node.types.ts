import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { decodeNodeId } from './node-id.js';

@InterfaceType('Node', {
  description: 'Something with an id of its own that stays valid for ever, also after a deletion.',
  resolveType: ({ id }: NodeType) => decodeNodeId(id).type,
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Global and opaque; `node(id:)` finds it again.' })
  id!: string;
}
