import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedDocument } from './recorded-documents.js';
import type { RecordedRequest, RecordedStep } from './recorded-session.js';

/** Answers as the real cluster answered when a session was recorded: what a kubectl says then is what it would have said there. */
export type RecordedCluster = Readonly<{
  kubeconfig: string;
  /** The answers from here on are those of this step. */
  turnTo: (step: RecordedStep) => void;
  /** Requests that the recording has no answer to, such as those only another version of kubectl sends. */
  unknown: readonly string[];
  stop: () => Promise<void>;
}>;

export async function openRecordedCluster(): Promise<RecordedCluster> {
  const answers = new RecordedAnswers();
  const server = createServer((request, response) => reply(answers, request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-recorded-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, kubeconfigOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  return {
    kubeconfig,
    turnTo: (step) => answers.turnTo(step),
    unknown: answers.unknown,
    stop: async () => {
      server.closeAllConnections();
      await Promise.all([once(server.close(), 'close'), rm(folder, { recursive: true })]);
    },
  };
}

/** The answers of one step: each is given once and in order, the last again when more is asked than was then. */
class RecordedAnswers {
  readonly unknown: string[] = [];
  private step: readonly RecordedRequest[] = [];
  private open: RecordedRequest[] = [];

  turnTo({ requests }: RecordedStep): void {
    this.step = requests;
    this.open = [...requests];
  }

  take(asked: Asked): RecordedRequest | undefined {
    const at = this.open.findIndex((one) => keyOf(one) === keyOf(asked));
    const recorded = at < 0 ? this.step.findLast((one) => keyOf(one) === keyOf(asked)) : this.open.splice(at, 1)[0];
    if (recorded === undefined) this.unknown.push(`${asked.method} ${asked.url}`);
    return recorded;
  }
}

type Asked = Pick<RecordedRequest, 'method' | 'url' | 'accept'>;

function reply(answers: RecordedAnswers, request: IncomingMessage, response: ServerResponse): void {
  const { method = '', url = '', headers } = request;
  const { accept = '' } = headers;
  const document = recordedDocument(new URL(url, 'http://recorded').pathname, accept);
  if (document === undefined) give(response, isWatch(url), answers.take({ method, url, accept }));
  else answer(response, 200, document.type, document.body);
}

/** Whether all its answers were kept as they were: of Protobuf only what reads as text was. */
export function isReplayable({ requests }: RecordedStep): boolean {
  return requests.every(({ responseBody, status }) => !responseBody.includes('\ufffd') || status === 304);
}

function give(response: ServerResponse, watched: boolean, recorded: RecordedRequest | undefined): void {
  if (recorded === undefined || recorded.responseBody.endsWith('see discovery/)')) {
    answer(response, 404, 'application/json', NOT_RECORDED);
    return;
  }
  const { status, responseType = 'application/json', responseBody, warning } = recorded;
  if (warning !== undefined) response.setHeader('warning', warning);
  if (!watched) {
    answer(response, status, responseType, responseBody);
    return;
  }
  // A watch stays open: who watches goes when it has seen enough.
  response.writeHead(status, { 'content-type': responseType });
  response.flushHeaders();
  response.write(responseBody);
}

const NOT_RECORDED = JSON.stringify({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'not recorded',
  reason: 'NotFound',
  code: 404,
});

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

// How long a watch is to last is chosen by chance, and what is waited for at most follows the clock.
function keyOf({ method, url, accept }: Asked): string {
  const { pathname, searchParams } = new URL(url, 'http://recorded');
  for (const name of ['timeout', 'timeoutSeconds', 'hash']) searchParams.delete(name);
  searchParams.sort();
  return `${method} ${pathname}?${searchParams.toString()} ${accept.includes('as=Table') ? 'as a table' : ''}`;
}

function isWatch(url: string): boolean {
  return /[?&]watch=(true|1)(&|$)/.test(url);
}

function kubeconfigOf(server: string): string {
  const cluster = { name: 'recorded', cluster: { server } };
  const context = { name: 'recorded', context: { cluster: 'recorded', user: 'recorded' } };
  const user = { name: 'recorded', user: {} };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [cluster],
    contexts: [context],
    users: [user],
    'current-context': 'recorded',
  });
}
