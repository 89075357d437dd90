import { forbiddenPath } from '#libs/kubernetes-api';
import type { Caller } from '../../access/callers.js';
import { mayMeasure } from '../../access/may-measure.js';
import type { ApiMetrics } from '../../http/api-metrics.js';
import type { Answer } from '../answer.js';
import type { ClusterPath } from '../http/parse-path.js';

/** What is measured, and who asks for it. */
export type Measured = Readonly<{ metrics: ApiMetrics; callerOf: () => Promise<Caller> }>;

/**
 * `/metrics`, Prometheus' text; undefined for what is below it.
 * @throws RequestRefused
 */
export async function measuresAt({ parts }: ClusterPath, { metrics, callerOf }: Measured): Promise<Answer | undefined> {
  if (parts.join('/') !== 'metrics') return undefined;
  const caller = await callerOf();
  if (!mayMeasure(caller)) throw forbiddenPath(caller.actor.subject, '/metrics');
  return { kind: 'bytes', status: 200, contentType: metrics.contentType, bytes: Buffer.from(await metrics.text()) };
}
