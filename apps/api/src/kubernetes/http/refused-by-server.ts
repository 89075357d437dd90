import type { Socket } from 'node:net';
import { badRequest, type Status, tooLarge } from '#libs/kubernetes-api';

/** Bytes of a request's body: what the API server of Kubernetes takes. */
export const MOST_BODY_BYTES = 3 * 1024 * 1024;

/** What the HTTP server itself refuses (a path that is none, a body too large), as the API refuses it; other errors as they are. */
export function refusedByServer(error: unknown): unknown {
  if (!isOfFastify(error)) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(MOST_BODY_BYTES);
  return error.statusCode < 500 ? badRequest(error.message) : error;
}

function isOfFastify(error: unknown): error is Error & Readonly<{ code: string; statusCode: number }> {
  const { code, statusCode } = Object(error) as { code?: unknown; statusCode?: unknown };
  return error instanceof Error && String(code).startsWith('FST_') && typeof statusCode === 'number';
}

/** Answers what is no HTTP request, and hangs up. */
export function answerMalformed(_error: Error, socket: Socket): void {
  if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\n${MALFORMED}`);
}

const MALFORMED = rawAnswer(badRequest('the request is no HTTP request').status);

function rawAnswer(status: Status): string {
  const body = JSON.stringify(status);
  return [
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
