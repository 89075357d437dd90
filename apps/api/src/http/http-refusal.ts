import { DATABASE_UNREACHABLE, isUnavailable } from '../database-fault.js';
import { CODE_OF, type GraphQLCode } from '../graphql/graphql-codes.js';

/** An answer to a request that never became GraphQL: as the GraphQL-over-HTTP specification has it, with errors and no data. */
export function refusalBody(code: GraphQLCode, message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}

/** What Fastify itself refuses, and what stood in the way of knowing who asks, in the same form. */
export function fastifyRefusal(error: Readonly<{ code?: string; statusCode?: number; message: string }>): Readonly<{
  status: number;
  body: string;
}> {
  const { code = '', message, statusCode: status = 500 } = error;
  const ours = CODES.get(code);
  if (ours !== undefined) return { status, body: refusalBody(ours, message) };
  if (isUnavailable(error)) return { status: 503, body: refusalBody('UNAVAILABLE', DATABASE_UNREACHABLE) };
  if (status >= 500)
    return { status, body: refusalBody('INTERNAL_SERVER_ERROR', 'internal error: the server log says more') };
  const refusal = REFUSALS[code] ?? { code: 'BAD_REQUEST', message };
  return { status, body: refusalBody(refusal.code, refusal.message) };
}

// Errors of ours that come before there is a document: their words are for the client.
const CODES: ReadonlyMap<string, GraphQLCode> = new Map(
  (['IssuerUnreachable', 'TooManyRequests', 'Unauthenticated'] as const).map((code) => [code, CODE_OF[code]]),
);

const REFUSALS: Readonly<Record<string, Readonly<{ code: GraphQLCode; message: string }>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'LIMIT_EXCEEDED',
    message: 'the request is larger than 2 MiB: send less at once',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'BAD_REQUEST', message: 'send the request as application/json' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BAD_REQUEST', message: 'the request is empty: send {"query": "…"}' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'BAD_REQUEST',
    message: 'the request is not JSON: send {"query": "…", "variables": {…}}',
  },
};
