import { GraphQLError, type GraphQLFormattedError, parse, type ExecutionResult } from 'graphql';
import type { GraphQLRequest } from '../http/graphql-request.js';
import { LimitExceeded } from '../limit/limit-exceeded.js';
import { LIMITS } from '../limit/limits.js';
import { formatError } from './format-error.js';
import type { RequestContext } from './request-context.js';

/** How Mercurius runs a document: `app.graphql`. */
export type Mercurius = (
  source: string,
  context: object,
  variables: object,
  operationName?: string,
) => Promise<ExecutionResult>;

/** An answer; `ran` says whether the operation was run at all. */
export type Answer = Readonly<{
  ran: boolean;
  body: Readonly<{
    data?: unknown;
    errors?: readonly GraphQLFormattedError[];
    extensions?: Readonly<Record<string, unknown>>;
  }>;
}>;

/** Runs one request; what goes wrong is in the answer. */
export async function runDocument(
  mercurius: Mercurius,
  { query, variables, operationName }: GraphQLRequest,
  { context, report }: Readonly<{ context: RequestContext; report: (error: unknown) => void }>,
): Promise<Answer> {
  try {
    const source = sourceOf(query, operationName);
    const result = await inTime(mercurius(source, context, variables, operationName));
    const { data, errors } = result;
    const ran = data !== undefined;
    const formatted = errors?.map((error) => formatError(error, ran ? 'field' : 'request', report));
    return { ran, body: { ...(formatted && { errors: formatted }), ...(ran && { data }), ...extensionsOf(context) } };
  } catch (error) {
    const errors = errorsIn(error).map((each) => formatError(each, 'request', report));
    return { ran: false, body: { errors, ...extensionsOf(context) } };
  }
}

/**
 * Mercurius keeps compiled documents by their source alone, whichever of its operations was compiled: the name at the
 * end keeps them apart. It also takes a syntax tree as JSON, which no GraphQL document can be mistaken for.
 */
function sourceOf(query: string, operationName: string | undefined): string {
  if (query.length > LIMITS.documentLength) {
    throw new LimitExceeded(
      'documentLength',
      `the document has ${query.length} characters, at most ${LIMITS.documentLength} are allowed: put long texts into variables`,
    );
  }
  if (/^\s*(?:[[\d"-]|\{\s*["}]|(?:true|false|null)\s*$)/.test(query)) parse(query); // throws: it is not GraphQL
  return operationName ? `${query}\n#${operationName}` : query;
}

async function inTime<Value>(running: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), LIMITS.requestTime);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(): GraphQLError {
  const message = `no answer after ${LIMITS.requestTime / 1000} s: ask for less at once; whether a mutation was recorded, its idempotencyKey tells when it is sent again`;
  return new GraphQLError(message, { extensions: { code: 'TIMEOUT' } });
}

function extensionsOf({ extensions }: RequestContext): { extensions?: Readonly<Record<string, unknown>> } {
  return Object.keys(extensions).length === 0 ? {} : { extensions };
}

// Mercurius wraps what validation found.
function errorsIn(error: unknown): readonly GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  const inner: unknown = error instanceof Error && 'errors' in error ? error.errors : undefined;
  if (Array.isArray(inner)) return inner.map((each: unknown) => (each instanceof GraphQLError ? each : wrapped(each)));
  return [wrapped(error)];
}

function wrapped(error: unknown): GraphQLError {
  return new GraphQLError(String(error), { originalError: error instanceof Error ? error : new Error(String(error)) });
}
