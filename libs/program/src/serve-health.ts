import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkHealth, type Check } from './health.js';

export type HealthServer = Readonly<{ port: number; close: () => Promise<void> }>;

export type HealthOptions = Readonly<{
  host: string;
  port: number;
  /** What must be well for the program to do its work. */
  checks: Readonly<Record<string, Check>>;
  /** Prometheus' text format. */
  metrics: () => Promise<string>;
}>;

/** `/healthz` (the process answers), `/readyz` (it can do its work) and `/metrics` of a program without an API. */
export async function serveHealth(options: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => void answer(request, response, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer({ url }: IncomingMessage, response: ServerResponse, options: HealthOptions): Promise<void> {
  if (url === '/healthz') send(response, 200, { type: 'text/plain', body: 'ok\n' });
  else if (url === '/metrics') await sendMetrics(response, options);
  else if (url === '/readyz') await sendReadiness(response, options);
  else send(response, 404, { type: 'text/plain', body: 'see /healthz, /readyz, /metrics\n' });
}

async function sendReadiness(response: ServerResponse, options: HealthOptions): Promise<void> {
  const { ready, checks } = await checkHealth(options.checks);
  send(response, ready ? 200 : 503, { type: 'application/json', body: `${JSON.stringify(checks)}\n` });
}

async function sendMetrics(response: ServerResponse, { metrics }: HealthOptions): Promise<void> {
  try {
    send(response, 200, { type: 'text/plain; version=0.0.4', body: await metrics() });
  } catch (error) {
    send(response, 503, { type: 'text/plain', body: `${error instanceof Error ? error.message : String(error)}\n` });
  }
}

function send(
  response: ServerResponse,
  status: number,
  { type, body }: Readonly<{ type: string; body: string }>,
): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
