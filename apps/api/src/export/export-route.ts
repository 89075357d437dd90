import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { ArgumentInvalid } from '#libs/history';
import type { Callers } from '../access/callers.js';
import { formatError } from '../graphql/format-error.js';
import type { GraphQLCode } from '../graphql/graphql-codes.js';
import type { Authenticator } from '../http/authenticator.js';
import { challenge, Unauthenticated } from '../http/unauthenticated.js';
import { TooManyRequests } from '../limit/too-many-requests.js';
import type { ApiPorts } from '../ports.js';
import { ANSWERS, type Answer } from './answers.js';
import { csvLine, type Row } from './csv.js';
import { exportArguments } from './export-arguments.js';

type Route = Readonly<{
  ports: ApiPorts;
  authenticator: Authenticator;
  callers: Callers;
  schema: () => GraphQLSchema;
}>;

/** Serves `GET /export/<answer>`: whole answers as CSV or NDJSON, as they are read. */
export function addExportRoute(server: FastifyInstance, route: Route): void {
  server.get('/export/:answer', (request: ExportRequest, reply) =>
    send(request, reply, route).catch((error: unknown) => refuse(reply, error, route.ports)),
  );
}

type ExportRequest = FastifyRequest<{ Params: { answer: string }; Querystring: Record<string, unknown> }>;

// The first row is read before anything is sent: what is wrong with the question is said with a status. What breaks later breaks off
// the answer, which ends without its last chunk, so that no client takes a part for the whole.
async function send(request: ExportRequest, reply: FastifyReply, route: Route): Promise<FastifyReply> {
  const actor = await route.authenticator.authenticate(request.headers.authorization);
  await route.ports.meter.request(actor);
  const { ports } = await route.callers.callerOf(actor);
  const { answer, form } = asked(request);
  const rows = answer.rows(ports, exportArguments(route.schema(), answer, request.query));
  const first = await rows.next();
  const lines = linesOf(form, answer, afterFirst(first, rows));
  return reply
    .header('content-type', `${FORMS[form].type}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="${request.params.answer}.${form}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(lines, { highWaterMark: 64 }));
}

const FORMS = { csv: { type: 'text/csv' }, ndjson: { type: 'application/x-ndjson' } } as const;
type Form = keyof typeof FORMS;

function asked({ params, query }: ExportRequest): Readonly<{ answer: Answer; form: Form }> {
  const answer = Object.hasOwn(ANSWERS, params.answer) ? ANSWERS[params.answer] : undefined;
  if (answer === undefined)
    throw new ArgumentInvalid(
      'answer',
      `${JSON.stringify(params.answer)} cannot be exported: ask for ${Object.keys(ANSWERS).join(', ')}`,
    );
  const { format: form = 'ndjson' } = query;
  if (form !== 'csv' && form !== 'ndjson') throw new ArgumentInvalid('format', 'must be csv or ndjson');
  return { answer, form };
}

async function* afterFirst(
  first: IteratorResult<Row, void>,
  rest: AsyncGenerator<Row, void>,
): AsyncGenerator<Row, void> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

async function* linesOf(
  form: Form,
  { columns }: Answer,
  rows: AsyncGenerator<Row, void>,
): AsyncGenerator<string, void> {
  if (form === 'csv') yield csvLine(columns);
  for await (const row of rows)
    yield form === 'csv' ? csvLine(columns.map((column) => row[column])) : `${JSON.stringify(row)}\n`;
}

function refuse(reply: FastifyReply, error: unknown, { log }: ApiPorts): FastifyReply {
  const cause = error instanceof Error ? error : new Error(String(error));
  const wrapped = new GraphQLError(cause.message, { originalError: cause });
  const { message, extensions } = formatError(wrapped, 'request', (fault) =>
    log.error({ err: fault }, 'an export failed'),
  );
  if (cause instanceof Unauthenticated) reply.header('www-authenticate', challenge(cause));
  if (cause instanceof TooManyRequests) reply.header('retry-after', cause.retryAfterSeconds);
  const { code } = extensions as Readonly<{ code: GraphQLCode }>;
  return reply.code(STATUS[code] ?? 400).send({ errors: [{ message, extensions }] });
}

const STATUS: Readonly<Partial<Record<GraphQLCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
};
