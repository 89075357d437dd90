import { readiness } from '../../http/readiness.js';
import type { ApiPorts } from '../../ports.js';
import type { TextAnswer } from '../answer.js';
import type { ClusterPath } from '../http/parse-path.js';

/**
 * `/healthz` and `/livez` (the process answers) and `/readyz` (it can do its work), open to everybody, in the words of an API server:
 * with `?verbose`, and when something is amiss, a line for each check.
 */
export async function healthAt(
  { parts }: ClusterPath,
  query: URLSearchParams,
  ports: ApiPorts,
): Promise<TextAnswer | undefined> {
  const [path = ''] = parts;
  if (parts.length !== 1 || !['healthz', 'livez', 'readyz'].includes(path)) return undefined;
  const checks: readonly Check[] = [['ping', true], ...(path === 'readyz' ? await checksOf(ports) : [])];
  const passed = checks.every(([, isGood]) => isGood);
  const text = passed && !query.has('verbose') ? 'ok' : report(path, checks, passed);
  return { kind: 'text', status: passed ? 200 : 500, text };
}

type Check = readonly [name: string, isGood: boolean];

function report(path: string, checks: readonly Check[], passed: boolean): string {
  const lines = checks.map(([name, isGood]) => (isGood ? `[+]${name} ok` : `[-]${name} failed: reason withheld`));
  return [...lines, `${path} check ${passed ? 'passed' : 'failed'}`, ''].join('\n');
}

async function checksOf(ports: ApiPorts): Promise<readonly Check[]> {
  const { database, views } = await readiness(ports, { toldNumbers: false });
  return [
    ['database', database === 'ok'],
    ['views', views === 'ok'],
  ];
}
