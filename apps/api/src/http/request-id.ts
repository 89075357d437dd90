import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The id of a request in answers and logs: the client's own where it can be written into both, else a new one. */
export function requestId(header: 'audit-id' | 'x-request-id', headers: IncomingHttpHeaders): string {
  const given = headers[header];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}
