import type { KubernetesPorts } from '../kubernetes-request.js';
import type { Controlled } from './controlled.js';

type Row = Readonly<{ streamId: number; since: Date }>;

/** resourceVersions of what Deployments control, in their order. */
export function versionsOf<R extends Row>(
  entries: readonly Controlled<R>[],
  { reads }: Pick<KubernetesPorts, 'reads'>,
): Promise<readonly string[]> {
  return reads.readObjectVersions(
    entries.map(({ row: { streamId, since }, deployment: { position } }) => ({ streamId, since, position })),
  );
}
