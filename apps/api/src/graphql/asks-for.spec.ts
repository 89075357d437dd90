import { describe, expect, it } from '@jest/globals';
import { type FieldNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { asksFor } from './asks-for.js';

function info(document: string) {
  const { definitions } = parse(document);
  const operation = definitions[0] as OperationDefinitionNode;
  const fragments = definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return {
    fieldNodes: operation.selectionSet.selections as FieldNode[],
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}

describe('asksFor', () => {
  it.each([
    ['{ a { template } }', true],
    ['{ a { b { c { template } } } }', true],
    ['{ a { x: template } }', true],
    ['{ a { ... on T { template } } }', true],
    ['{ a { ...f } } fragment f on T { b { ...g } } fragment g on T { template }', true],
    ['{ a { name } a { template } }', true],
    ['{ a { template: name } }', false],
    ['{ a { name } }', false],
    ['{ a }', false],
  ])('when the field is %s, it is %p', (document, expected) => {
    expect(asksFor(info(document), 'containers', 'template')).toBe(expected);
  });
});
