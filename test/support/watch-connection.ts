import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Program } from './program.js';

export type WatchedLine = Readonly<{ type: string; object: WatchedObject }>;

/** What specs look at, of an object, a Table and a Status. */
export type WatchedObject = Readonly<{
  kind: string;
  metadata: Readonly<{ name: string; resourceVersion: string; deletionTimestamp?: string }>;
  status?: Readonly<{
    readyReplicas?: number;
    updatedReplicas?: number;
    phase?: string;
    containerStatuses?: readonly Readonly<{ ready: boolean }>[];
  }>;
  columnDefinitions?: readonly unknown[] | null;
  rows?: readonly Readonly<{ cells: readonly unknown[] }>[];
  code?: number;
  reason?: string;
}>;

/** Where the Kubernetes API of a program is, and what is needed to ask it. */
export type WatchedServer = Readonly<{ url: string; token: string }>;

export async function watchedServer({ dataFolder, token }: Program): Promise<WatchedServer> {
  const url = /"?server"?: *"?(https:[^\s"]+)/.exec(await readFile(join(dataFolder, 'kubeconfig'), 'utf8'))?.[1];
  if (url === undefined) throw new Error('the kubeconfig names no server');
  return { url, token };
}

/** One watch, as a client has it. */
export class WatchConnection {
  readonly lines: WatchedLine[] = [];
  /** Whether the answer came to its end, and was not cut off; undefined while it goes on. */
  complete: boolean | undefined;
  readonly #waiting = new Set<() => void>();

  private constructor(private readonly response: IncomingMessage) {
    createInterface({ input: response }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as WatchedLine);
      this.#look();
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      this.complete = response.complete;
      this.#look();
    });
  }

  /** Opens a watch; `path` is that of a list with its query. */
  static async open(
    { url, token }: WatchedServer,
    path: string,
    accept = 'application/json',
  ): Promise<WatchConnection> {
    const asked = request(`${url}${path}`, {
      agent: false,
      rejectUnauthorized: false,
      headers: { authorization: `Bearer ${token}`, accept },
    }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return new WatchConnection(response);
  }

  /** Asks for a watch, and hangs up when the question is on its way. */
  static async hangUp({ url, token }: WatchedServer, path: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const asked = request(`${url}${path}`, { agent: false, rejectUnauthorized: false, headers });
    asked.on('error', () => undefined);
    asked.end();
    await once(asked, 'finish');
    asked.destroy();
  }

  get headers(): IncomingMessage['headers'] {
    return this.response.headers;
  }

  get status(): number | undefined {
    return this.response.statusCode;
  }

  /** Waits until something is true, or the watch has ended. */
  async until(isTrue: (lines: readonly WatchedLine[]) => boolean): Promise<readonly WatchedLine[]> {
    while (!isTrue(this.lines) && this.complete === undefined)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    return this.lines;
  }

  close(): void {
    this.response.destroy();
  }

  #look(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
