import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { queryCost } from './query-cost.js';

const schema = buildSchema(`
  scalar JSON
  type PageInfo { endCursor: String }
  type Thing { name: String, body: JSON, one: Thing, things(first: Int): Things }
  type Things { nodes: [Thing!]!, pageInfo: PageInfo! }
  type Query { name: String, thing: Thing, things(first: Int, last: Int): Things, nodes(ids: [ID!]!): [Thing], plan: RolloutPlan }
  type RolloutPlan { name: String, one: Thing }
  type Mutation { make: Thing }
`);

describe('queryCost', () => {
  it.each([
    ['{ name }', 0],
    ['{ thing { name } }', 1],
    ['{ thing { body } }', 2],
    ['{ thing { one { one { name } } } }', 3],
    ['{ things { nodes { name } } }', 51], // 1 + 50 * 1
    ['{ things(first: 10) { nodes { body } } }', 21], // 1 + 10 * (1 + 1)
    ['{ things(last: 10) { nodes { body } pageInfo { endCursor } } }', 21],
    ['{ things(first: 10) { nodes { things(first: 10) { nodes { name } } } } }', 121], // 1 + 10 * (1 + 1 + 10 * 1)
    ['{ things(first: -5) { nodes { name } } }', 2],
    ['{ nodes(ids: ["a", "b", "c"]) { body } }', 4],
    ['query ($n: Int) { things(first: $n) { nodes { name } } }', 8],
    ['{ thing { ...f } } fragment f on Thing { one { name } }', 2],
    ['{ thing { ... on Thing { one { name } } ... { one { name } } } }', 3],
    ['mutation { a: make { name } b: make { name } }', 22],
    ['{ plan { name one { name } } }', 2002],
    ['{ a: plan { name } b: plan { name } }', 4002],
    ['{ __schema { types { name } } }', 0],
  ])('when the operation is %s, it costs %i', (document, cost) => {
    expect(queryCost(schema, parse(document), { operationName: undefined, variables: { n: 7 } })).toBe(cost);
  });
});
