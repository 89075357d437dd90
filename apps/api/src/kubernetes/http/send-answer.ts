import type { FastifyReply } from 'fastify';
import type { Status } from '#libs/kubernetes-api';
import type { Answer } from '../answer.js';
import { sendStream } from './send-stream.js';

/** Writes an answer. A stream is written until it ends; `report` is told what broke it. */
export async function sendAnswer(
  reply: FastifyReply,
  answer: Answer,
  { closing, report }: Readonly<{ closing: AbortSignal; report: (error: unknown) => void }>,
): Promise<void> {
  switch (answer.kind) {
    case 'object': {
      const { status, object, contentType = 'application/json', cacheControl, warnings = [] } = answer;
      if (cacheControl !== undefined) void reply.header('cache-control', cacheControl);
      warn(reply, warnings);
      await reply
        .code(status)
        .header('content-type', contentType)
        .send(warnings.length > 0 ? Buffer.from(JSON.stringify(object)) : JSON.stringify(object));
      return;
    }
    case 'text':
      await reply.code(answer.status).header('content-type', 'text/plain; charset=utf-8').send(answer.text);
      return;
    case 'bytes':
      await reply.code(answer.status).header('content-type', answer.contentType).send(answer.bytes);
      return;
    case 'stream':
      warn(reply, answer.warnings ?? []);
      reply.hijack();
      await sendStream({ raw: reply.raw, headers: reply.getHeaders() }, answer, { closing, report });
  }
}

function warn(reply: FastifyReply, warnings: readonly string[]): void {
  if (warnings.length > 0) void reply.header('warning', warnings.map(warningHeader));
}

/** What a request failed with. */
export async function sendStatus(reply: FastifyReply, status: Status): Promise<void> {
  const { code = 500, details } = status;
  if (details?.retryAfterSeconds !== undefined) void reply.header('retry-after', details.retryAfterSeconds);
  await reply.code(code).header('content-type', 'application/json').send(JSON.stringify(status));
}

// 299 is "miscellaneous, persistent" (RFC 7234); the text is quoted, and has no line ends. Node writes a header's characters as
// bytes, so it is given the bytes of UTF-8 as characters; with a body that is a text it would write both as UTF-8 once more.
function warningHeader(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/[\\"]/g, '\\$&');
  return Buffer.from(`299 - "${line}"`).toString('latin1');
}
