import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { buildApiSchema, printApiSchema } from './schema.js';

describe('the schema', () => {
  it('when it is built, it is what schema.gql says', async () => {
    expect(await printApiSchema()).toBe(await readFile(new URL('../schema.gql', import.meta.url), 'utf8'));
  });

  it('when anybody reads it, every type, field, argument and input is explained', async () => {
    const types = (await buildApiSchema()).getTypeMap();
    const own = Object.values(types).filter(({ name }) => !name.startsWith('__') && !BUILT_IN.includes(name));

    expect(own.flatMap(unexplained)).toEqual([]);
  });
});

const ROOTS = ['Mutation', 'Query', 'Subscription'];
const BUILT_IN = ['Boolean', 'Float', 'ID', 'Int', 'String'];

function unexplained(type: GraphQLNamedType): readonly string[] {
  const self = type.description || ROOTS.includes(type.name) ? [] : [type.name];
  if (isEnumType(type)) return self;
  if (isInputObjectType(type)) return [...self, ...without(type.name, Object.values(type.getFields()))];
  if (!isObjectType(type) && !isInterfaceType(type)) return self;
  return [...self, ...Object.values(type.getFields()).flatMap((field) => unexplainedField(type.name, field))];
}

function unexplainedField(type: string, field: GraphQLField<unknown, unknown>): readonly string[] {
  return [...without(type, [field]), ...without(`${type}.${field.name}`, field.args)];
}

function without(
  owner: string,
  things: readonly Readonly<{ name: string; description?: string | null | undefined }>[],
): readonly string[] {
  return things.filter(({ description }) => !description).map(({ name }) => `${owner}.${name}`);
}
