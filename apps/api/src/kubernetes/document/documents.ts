import { versionInfo } from '#libs/kubernetes-api';
import { type Answer, ok } from '../answer.js';
import type { ClusterPath } from '../http/parse-path.js';
import { discoveryAt } from './discovery.js';
import { type AskedDocument, openApiAt } from './openapi.js';

/** What anybody may know: that the server is there, and which release it is. */
export function openDocument({ parts }: ClusterPath): Answer | undefined {
  switch (parts.join('/')) {
    case 'healthz':
    case 'livez':
    case 'readyz':
      return { kind: 'text', status: 200, text: 'ok' };
    case 'version':
      return ok(versionInfo({ platform: `${process.platform}/${process.arch}`, goVersion: `node ${process.version}` }));
    default:
      return undefined;
  }
}

/** What the API says of itself, for who has a token; undefined for a path that is about a resource, or nothing. */
export function documentAt(path: ClusterPath, asked: AskedDocument): Answer | undefined {
  return path.parts[0] === 'openapi' ? openApiAt(path, asked) : discoveryAt(path.parts, asked.accept);
}
