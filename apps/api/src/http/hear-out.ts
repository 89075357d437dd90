import type { onSendHookHandler } from 'fastify';

/** Bytes of a refused request that are read and thrown away. */
const MOST_BYTES = 64 * 1024 * 1024;

/** How long that may take, in milliseconds. */
const MOST_MILLISECONDS = 10_000;

/**
 * Answers a request that is refused before its body has come, and hears its client out: many clients look for an answer only
 * when they have sent all, and to one that still sends, a connection that is closed says nothing but that it broke. Who sends
 * without end is cut off.
 */
export const hearOut: onSendHookHandler = ({ raw }, reply, payload, done) => {
  if (!raw.complete && reply.statusCode >= 400 && reply.statusCode < 500) {
    reply.removeHeader('connection'); // Fastify would close at once
    let bytes = 0;
    const cutOff = setTimeout(() => raw.destroy(), MOST_MILLISECONDS).unref();
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) raw.destroy();
    });
    raw.on('error', () => undefined); // it is answered already
    raw.once('close', () => clearTimeout(cutOff));
  }
  done(null, payload);
};
