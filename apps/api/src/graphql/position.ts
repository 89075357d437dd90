import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { asJson } from './as-json.js';

/** A place in the log. A string in JSON: numbers there hold only 53 bits. */
export const Position = new GraphQLScalarType<bigint, string>({
  name: 'Position',
  description: 'A place in the log, from 1, in decimal digits: `"1042"`. Comes in as a string or as a whole number.',
  serialize: (value) => String(value),
  parseValue: parsePosition,
  parseLiteral: (node) => parsePosition(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
});

const LARGEST = 2n ** 63n - 1n;

function parsePosition(value: unknown): bigint {
  const digits = Number.isSafeInteger(value) || typeof value === 'string' ? String(value) : '';
  const position = /^\d{1,19}$/.test(digits) ? BigInt(digits) : -1n;
  if (position < 0n || position > LARGEST) {
    throw new GraphQLError(`${asJson(value)} is not a Position: write its decimal digits, such as "1042"`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return position;
}
