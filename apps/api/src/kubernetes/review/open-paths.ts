import type { Caller } from '../../access/callers.js';
import { mayMeasure } from '../../access/may-measure.js';

/** What everybody with a token may read besides resources: what the API says of itself. */
const OPEN_PATHS: readonly string[] = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

/** The paths that a caller may read. */
export function readablePaths(caller: Pick<Caller, 'actor' | 'access'>): readonly string[] {
  return mayMeasure(caller) ? [...OPEN_PATHS, '/metrics'] : OPEN_PATHS;
}

export function mayReadPath(caller: Pick<Caller, 'actor' | 'access'>, path: string): boolean {
  return readablePaths(caller).some((open) =>
    open.endsWith('*') ? path.startsWith(open.slice(0, -1)) : path === open,
  );
}
