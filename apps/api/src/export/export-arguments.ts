import {
  coerceInputValue,
  getNullableType,
  type GraphQLArgument,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isRequiredArgument,
} from 'graphql';
import { ArgumentInvalid } from '#libs/history';
import type { Answer } from './answers.js';

type Query = Readonly<Record<string, unknown>>;

/**
 * The arguments of an answer as its field in GraphQL takes them, from the parameters of a URL: a text as it is, `true` and `false`, and
 * JSON for filters.
 * @throws ArgumentInvalid
 */
export function exportArguments(schema: GraphQLSchema, { fields }: Answer, query: Query): Record<string, unknown> {
  const args = fields.flatMap((field) => argumentsOf(schema, field));
  const unknown = Object.keys(query).find((name) => name !== 'format' && !args.some((arg) => arg.name === name));
  if (unknown !== undefined)
    throw new ArgumentInvalid(
      unknown,
      `is no parameter of this answer: it takes format, ${args.map(({ name }) => name).join(', ')}`,
    );
  return Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg, query[arg.name])]));
}

// The answer is whole: pages are not asked for.
const PAGE = ['first', 'last', 'after', 'before', 'minPosition'];

function argumentsOf(schema: GraphQLSchema, [type, field]: readonly [string, string]): readonly GraphQLArgument[] {
  const found = schema.getType(type);
  if (found === undefined || !('getFields' in found)) throw new Error(`there is no type ${type}`);
  const { [field]: definition } = found.getFields();
  const args = definition !== undefined && 'args' in definition ? definition.args : [];
  return args.filter(({ name }) => !PAGE.includes(name));
}

function valueOf(arg: GraphQLArgument, text: unknown): unknown {
  if (text === undefined) {
    if (isRequiredArgument(arg)) throw new ArgumentInvalid(arg.name, 'must be given');
    return arg.defaultValue ?? null;
  }
  if (typeof text !== 'string') throw new ArgumentInvalid(arg.name, 'is given twice');
  return coerceInputValue(sent(arg, text), arg.type, (path, _value, error) => {
    throw new ArgumentInvalid([arg.name, ...path].join('.'), error.message);
  });
}

function sent({ name, type }: GraphQLArgument, text: string): unknown {
  const bare = getNullableType(type);
  if (!isInputObjectType(bare) && !isListType(bare)) return BOOLEANS.get(text) ?? text;
  try {
    return JSON.parse(text);
  } catch {
    throw new ArgumentInvalid(name, 'is not JSON');
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);
