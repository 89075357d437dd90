import { versionInfo } from '#libs/kubernetes-api';
import type { ApiPorts } from '../../ports.js';
import { type Answer, ok } from '../answer.js';
import type { ClusterPath } from '../http/parse-path.js';
import { discoveryAt } from './discovery.js';
import { healthAt } from './health.js';
import { type Measured, measuresAt } from './measures.js';
import { type AskedDocument, openApiAt } from './openapi.js';

/** What anybody may know: that the server is there, and which release it is. */
export async function openDocument(
  path: ClusterPath,
  query: URLSearchParams,
  ports: ApiPorts,
): Promise<Answer | undefined> {
  if (path.parts.join('/') !== 'version') return healthAt(path, query, ports);
  return ok(versionInfo({ platform: `${process.platform}/${process.arch}`, goVersion: `node ${process.version}` }));
}

/**
 * What the API says of itself, for who has a token; undefined for a path that is about a resource, or nothing.
 * @throws RequestRefused
 */
export async function documentAt(
  path: ClusterPath,
  asked: AskedDocument,
  measured: Measured,
): Promise<Answer | undefined> {
  const [root] = path.parts;
  if (root === 'metrics') return measuresAt(path, measured);
  return root === 'openapi' ? openApiAt(path, asked) : discoveryAt(path.parts, asked.accept);
}
