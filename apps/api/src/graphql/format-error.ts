import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { codeIn, DATABASE_UNREACHABLE, isUnavailable, isUnstorableText, UNSTORABLE_TEXT } from '../database-fault.js';
import { LIMITS } from '../limit/limits.js';
import { CODE_OF, type GraphQLCode } from './graphql-codes.js';

/** Where an error came from when it says nothing itself: from reading the request, or from resolving its fields. */
export type Stage = 'request' | 'field';

/** The one place where errors become what a client sees: always a code, never a stack, nothing of the inside. */
export function formatError(
  error: GraphQLError,
  stage: Stage,
  report: (error: unknown) => void,
): GraphQLFormattedError {
  const { locations, path } = error.toJSON();
  const cause = rootCause(error);
  const isOurs = cause !== undefined && !(cause instanceof GraphQLError);
  const explained = refusalOf(cause) ?? (isOurs ? faultOf(cause, report) : mistakeOf(error, stage));
  return {
    message: explained.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: explained.extensions,
  };
}

function faultOf(cause: Error, report: (error: unknown) => void): Explained {
  if (isUnstorableText(cause)) return { message: UNSTORABLE_TEXT, extensions: { code: 'BAD_USER_INPUT' } };
  const code = isUnavailable(cause) ? 'UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
  report(cause);
  return { message: MESSAGES[code], extensions: { code } };
}

function mistakeOf(error: GraphQLError, stage: Stage): Explained {
  const limit = LIMITS_OF_GRAPHQL.find(({ said }) => said.test(error.message));
  if (limit !== undefined)
    return { message: limit.message, extensions: { code: 'LIMIT_EXCEEDED', limit: limit.limit } };
  return { message: error.message, extensions: { ...error.extensions, code: codeOf(error, stage) } };
}

// graphql stops by itself, and says so in words alone.
const LIMITS_OF_GRAPHQL = [
  {
    said: /Document contains more tha[nt] \d+ tokens/,
    limit: 'tokens',
    message: `the document has more than ${LIMITS.tokens} tokens: put values into variables, or split it`,
  },
  {
    said: /Validation aborted\.$/,
    limit: 'selections',
    message: 'the document asks for too many fields at once: split it',
  },
];

const MESSAGES = {
  UNAVAILABLE: DATABASE_UNREACHABLE,
  INTERNAL_SERVER_ERROR: 'internal error: the server log says more',
} as const;

function rootCause(error: GraphQLError): Error | undefined {
  let cause: Error | undefined = error.originalError;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause ?? undefined;
}

type Explained = Readonly<{ message: string; extensions: Readonly<Record<string, unknown> & { code: GraphQLCode }> }>;

function refusalOf(error: Error | undefined): Explained | undefined {
  const refusal = error && codeIn(error);
  if (error === undefined || refusal === undefined || !isRefusal(refusal)) return undefined;
  const fields = Object.entries(error).filter(([key]) => key !== 'code');
  return { message: error.message, extensions: { ...serialisable(fields), code: CODE_OF[refusal], refusal } };
}

function isRefusal(code: string): code is keyof typeof CODE_OF {
  return Object.hasOwn(CODE_OF, code);
}

function serialisable(fields: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(([key, value]) => [key, typeof value === 'bigint' ? String(value) : value]));
}

// Errors of graphql itself: a syntax error, a document that does not fit the schema, a variable of the wrong type.
function codeOf(error: GraphQLError, stage: Stage): GraphQLCode {
  const { code } = { ...error.extensions }; // graphql-jit's have none
  if (typeof code === 'string') return code as GraphQLCode;
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  if (stage === 'field' || error.message.startsWith('Variable "$')) return 'BAD_USER_INPUT';
  return 'GRAPHQL_VALIDATION_FAILED';
}
