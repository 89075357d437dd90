import type { Type } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether some lie before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the page's first edge; null when the page is empty." })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Cursor of the page's last edge, to go on with `after`; null when the page is empty.",
  })
  endCursor!: string | null;
}

/** The connection type of a node type, and its edge type, as Relay names and shapes them. */
export function connectionOf<Node>(node: Type<Node>, name: string) {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a list, and where it stands there.` })
  class Edge {
    @Field(() => String, { description: 'Where the node stands in the list, for `after` and `before`.' })
    cursor!: string;
    @Field(() => node, { description: 'The node itself.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}s.` })
  class Connection {
    @Field(() => [Edge], { description: 'The nodes of the page with their cursors.' })
    edges!: readonly Edge[];
    @Field(() => [node], { description: 'The nodes of the page alone.' })
    nodes!: readonly Node[];
    @Field(() => PageInfo, { description: 'Where the page lies in the list.' })
    pageInfo!: PageInfo;
  }
  return Connection;
}
