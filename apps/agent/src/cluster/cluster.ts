import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { createInterface } from 'node:readline';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterObject } from '#libs/sighting';
import { ClusterError } from './cluster-error.js';

const ANSWER_MILLISECONDS = 60_000;

/** One line of a watch. */
export type WatchEvent = Readonly<{ type: string; object: ClusterObject }>;

/**
 * The API of a cluster, as a kubeconfig reaches it. Objects are plain JSON: the client library's own classes would drop
 * the fields that they do not know.
 */
export class Cluster {
  constructor(private readonly config: KubeConfig) {}

  /** @throws ClusterError */
  async get(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ClusterObject> {
    const response = await this.send({ path, query, signal, milliseconds: ANSWER_MILLISECONDS });
    return JSON.parse(await bodyOf(response)) as ClusterObject;
  }

  /**
   * The events of a watch until its end. Nothing is read on while one is dealt with, so that the cluster waits.
   * @throws ClusterError, also for what comes as an `ERROR` event
   */
  async *watch(
    path: string,
    query: Readonly<Record<string, string>>,
    { signal, silentMilliseconds }: Readonly<{ signal: AbortSignal; silentMilliseconds: number }>,
  ): AsyncGenerator<WatchEvent, void> {
    const watching = { ...query, watch: 'true' };
    const response = await this.send({ path, query: watching, signal, milliseconds: silentMilliseconds });
    const lines = createInterface({ input: response, crlfDelay: Infinity });
    const broken = new Promise<never>((_, reject) => response.once('error', reject));
    broken.catch(() => undefined);
    const iterator = lines[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await Promise.race([iterator.next(), broken]);
        if (next.done === true) return;
        yield eventOf(next.value);
      }
    } finally {
      lines.close();
      response.destroy();
    }
  }

  /**
   * A JSON Patch; answers the object after it.
   * @throws ClusterError
   */
  async patch(
    path: string,
    query: Readonly<Record<string, string>>,
    { patch, signal }: Readonly<{ patch: readonly object[]; signal: AbortSignal }>,
  ): Promise<ClusterObject> {
    const response = await this.send({ path, query, signal, milliseconds: ANSWER_MILLISECONDS, patch });
    return JSON.parse(await bodyOf(response)) as ClusterObject;
  }

  private async send({ path, query, signal, milliseconds, patch }: Asked): Promise<IncomingMessage> {
    const server = this.config.getCurrentCluster()?.server ?? '';
    const url = new URL(`${server.replace(/\/$/, '')}${path}?${new URLSearchParams(query).toString()}`);
    const headers = { accept: 'application/json', 'user-agent': 'rollbook-agent' };
    const options: RequestOptions = {
      signal,
      headers: patch === undefined ? headers : { ...headers, 'content-type': 'application/json-patch+json' },
      method: patch === undefined ? 'GET' : 'PATCH',
    };
    await this.config.applyToHTTPSOptions(options);
    const response = await open(url, options, { milliseconds, body: patch && JSON.stringify(patch) });
    if (response.statusCode === 200) return response;
    throw statusError(response.statusCode ?? 0, await bodyOf(response));
  }
}

type Asked = Readonly<{
  path: string;
  query: Readonly<Record<string, string>>;
  signal: AbortSignal;
  /** How long nothing may come. */
  milliseconds: number;
  patch?: readonly object[];
}>;

function open(
  url: URL,
  options: RequestOptions,
  { milliseconds, body }: Readonly<{ milliseconds: number; body: string | undefined }>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? requestHttp : requestHttps;
    const request = send(url, options, resolve);
    request.setTimeout(milliseconds, () =>
      request.destroy(new Error(`nothing came for ${milliseconds / 1000} seconds`)),
    );
    request.once('error', reject);
    request.end(body);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function eventOf(line: string): WatchEvent {
  const { type, object } = JSON.parse(line) as WatchEvent;
  if (type !== 'ERROR') return { type, object };
  throw new ClusterError(
    Number(object.code ?? 0),
    typeof object.message === 'string' ? object.message : 'the watch failed',
  );
}

function statusError(status: number, body: string): ClusterError {
  return new ClusterError(status, messageOf(body) ?? `the cluster answered with status ${status}`);
}

function messageOf(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as ClusterObject;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined; // a proxy before the cluster answers what it likes
  }
}
