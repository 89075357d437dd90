import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { StreamAnswer } from '../answer.js';

export type Stream = Readonly<{
  /** Of Fastify's reply, which is taken out of its hands. */
  raw: ServerResponse;
  headers: Readonly<Record<string, number | string | string[] | undefined>>;
}>;

export type Sending = Readonly<{
  /** Ends the stream as if all had been said. */
  closing: AbortSignal;
  /** Is told what broke a stream. */
  report: (error: unknown) => void;
  stallMilliseconds?: number;
}>;

/**
 * A client that takes nothing for so many milliseconds, though more is there for it, is hung up on: what waits for it is held
 * for nobody else.
 */
export const LONGEST_STALL = 30_000;

/** Writes an answer that goes on, until it ends. */
export async function sendStream(
  { raw, headers }: Stream,
  { contentType, run }: Pick<StreamAnswer, 'contentType' | 'run'>,
  { closing, report, stallMilliseconds = LONGEST_STALL }: Sending,
): Promise<void> {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  if (raw.destroyed) gone.abort(); // before it was known what to answer
  raw.writeHead(200, { ...headers, 'content-type': contentType, 'cache-control': 'no-cache, private' });
  raw.flushHeaders(); // the client waits for them, though the first event may be long in coming
  const ended = AbortSignal.any([gone.signal, closing]);
  const write = async (text: string): Promise<void> => {
    if (!raw.write(text)) await orHangUp(raw, once(raw, 'drain', { signal: gone.signal }), stallMilliseconds);
  };
  try {
    await run({ write, ended });
    await orHangUp(raw, ending(raw), stallMilliseconds);
  } catch (error) {
    if (!gone.signal.aborted) report(error);
    raw.destroy();
  }
}

// What has been written is on its way, or nobody is there to take it.
function ending(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (raw.closed) resolve();
    raw.once('close', resolve);
    raw.end(resolve);
  });
}

async function orHangUp(raw: ServerResponse, work: Promise<unknown>, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => raw.destroy(), milliseconds);
  await work.finally(() => clearTimeout(timer));
}
