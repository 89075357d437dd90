import { Callers } from '../access/callers.js';
import type { ApiPorts } from '../ports.js';
import { ApiMetrics } from './api-metrics.js';
import { Authenticator } from './authenticator.js';

/**
 * What all doors of a process have in common: a token that is looked up at one is known at the others, and a role that is given is
 * felt at all of them.
 */
export type Entrance = Readonly<{ authenticator: Authenticator; callers: Callers; metrics: ApiMetrics }>;

export function openEntrance(ports: ApiPorts): Entrance {
  return { authenticator: new Authenticator(ports), callers: new Callers(ports), metrics: new ApiMetrics(ports) };
}
