import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Program } from './program.js';

/** An answer of the Kubernetes API. */
export type KubernetesAnswer = Readonly<{
  status: number;
  headers: IncomingHttpHeaders;
  body: Readonly<{ message?: string; [field: string]: unknown }>;
}>;

/** A GET of a program's Kubernetes API, without kubectl; the body of a watch is its events. */
export async function getKubernetes(
  program: Program,
  path: string,
  { token, headers = {} }: Readonly<{ token: string; headers?: Readonly<Record<string, string>> }>,
): Promise<KubernetesAnswer> {
  const kubeconfig = await readFile(join(program.dataFolder, 'kubeconfig'), 'utf8');
  const asked = request(`${/https:\/\/[\d.:]+/.exec(kubeconfig)![0]}${path}`, {
    rejectUnauthorized: false,
    headers: { authorization: `Bearer ${token}`, ...headers },
  }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const lines = path.includes('watch=') ? text.split('\n').filter(Boolean) : [text];
  const objects = lines.map((line) => JSON.parse(line) as KubernetesAnswer['body']);
  const body = path.includes('watch=') ? { events: objects } : (objects[0] ?? {});
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
}
