import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { FuzzRequest } from './fuzz-request.js';

/** Where the API is, and who asks. */
export type Target = Readonly<{ url: string; ca: string; token: string; agent: Agent }>;

export type FuzzAnswer = Readonly<{ status: number; type: string; body: string; streams: boolean }>;

const LONGEST_MS = 20_000;
/** A watch is looked at for a moment. */
const WATCHED_MS = 50;

export function openTarget(url: string, ca: string, token: string): Target {
  return { url, ca, token, agent: new Agent({ keepAlive: true, maxSockets: 8, ca }) };
}

/** Sends a request and takes its answer; throws when there is none in time. */
export async function sendRequest(target: Target, request: FuzzRequest): Promise<FuzzAnswer> {
  try {
    return await attempt(target, request);
  } catch (error) {
    // A server may close a kept connection just when it is used again, which says nothing of the request.
    if (error instanceof Unanswered && error.onKeptConnection) return await attempt(target, request);
    throw error;
  }
}

class Unanswered extends Error {
  constructor(
    cause: Error,
    readonly onKeptConnection: boolean,
  ) {
    super(cause.message, { cause });
  }
}

async function attempt(target: Target, { method, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(target.url);
  const content = Buffer.from(body, 'base64');
  const options: RequestOptions = {
    hostname,
    port,
    method,
    path: printable(path),
    agent: target.agent,
    headers: { authorization: `Bearer ${target.token}`, ...headers, 'content-length': content.length },
  };
  return await new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => void take(response).then(resolve, reject));
    const late = setTimeout(() => request.destroy(new Error(`no answer within ${LONGEST_MS / 1000} s`)), LONGEST_MS);
    request.on('close', () => clearTimeout(late));
    request.on('error', (error) => reject(new Unanswered(error, request.reusedSocket)));
    request.end(content);
  });
}

async function take(response: IncomingMessage): Promise<FuzzAnswer> {
  const streams =
    response.headers['transfer-encoding'] === 'chunked' && response.headers['content-length'] === undefined;
  const chunks: Buffer[] = [];
  const enough = streams ? setTimeout(() => response.destroy(), WATCHED_MS) : undefined;
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch (error) {
    if (!streams) throw error;
  } finally {
    clearTimeout(enough);
  }
  const { statusCode = 0, headers } = response;
  return { status: statusCode, type: headers['content-type'] ?? '', body: Buffer.concat(chunks).toString(), streams };
}

// What is no character of a request line is sent as its bytes would be.
function printable(path: string): string {
  return path.replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
