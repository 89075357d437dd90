import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { asJson } from './as-json.js';

/** Any JSON value. */
export const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'A JSON value, as Kubernetes would show it.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});

export type StringMap = Readonly<Record<string, string>>;

/** A JSON object of strings, as labels and annotations are. */
export const StringMapScalar = new GraphQLScalarType<StringMap, StringMap>({
  name: 'StringMap',
  description: 'A JSON object whose values are strings: `{"app": "web"}`.',
  serialize: (value) => value as StringMap,
  parseValue: (value) => parseMap(value, 'StringMap', (entry) => typeof entry === 'string') as StringMap,
  parseLiteral: (node, variables) => parseMap(valueFromASTUntyped(node, variables), 'StringMap', isString) as StringMap,
});

export type StringMapChanges = Readonly<Record<string, string | null>>;

/** Changes to a map of strings. */
export const StringMapChangesScalar = new GraphQLScalarType<StringMapChanges, StringMapChanges>({
  name: 'StringMapChanges',
  description: 'Changes to a map of strings: a string sets its key, null removes it: `{"tier": "web", "old": null}`.',
  serialize: (value) => value as StringMapChanges,
  parseValue: (value) => parseMap(value, 'StringMapChanges', isStringOrNull) as StringMapChanges,
  parseLiteral: (node, variables) =>
    parseMap(valueFromASTUntyped(node, variables), 'StringMapChanges', isStringOrNull) as StringMapChanges,
});

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isStringOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function parseMap(value: unknown, name: string, isValid: (entry: unknown) => boolean): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(`${asJson(value)} is not a ${name}: write a JSON object such as {"app": "web"}`);
  }
  for (const [key, entry] of Object.entries(value)) {
    if (!isValid(entry))
      throw wrong(`value of ${JSON.stringify(key)} in a ${name} must be a string, not ${asJson(entry)}`);
  }
  return value;
}

function wrong(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
