import { collectDefaultMetrics, Registry } from 'prom-client';

/** What every Node process can tell of itself, in Prometheus' format. */
export function processMetrics(): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return () => registry.metrics();
}
