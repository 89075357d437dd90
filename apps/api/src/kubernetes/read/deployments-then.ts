import type { PodTemplate } from '#libs/kubernetes';
import type { DeploymentRow } from '#libs/postgres';
import { rowsAt } from '../../deployment/state-at.js';
import { Batch } from '../../graphql/batch.js';
import type { KubernetesPorts } from '../kubernetes-request.js';

/**
 * Rows as people had written them at a moment: a later page of a list shows what the first one would have, whatever changed
 * since. Who changed one since is told all the same.
 */
export async function deploymentsThen<Row extends DeploymentRow>(
  rows: readonly Row[],
  at: Date,
  { reads, store }: Pick<KubernetesPorts, 'reads' | 'store'>,
): Promise<readonly Row[]> {
  const templates = new Batch<string, PodTemplate>(async (hashes) => {
    const found = await store.readTemplates(hashes);
    return hashes.map((hash) => found.get(hash) as PodTemplate);
  });
  const then = await rowsAt(rows, at, { reads, loaders: { templates } });
  return then.map((row) => (row.lastChangedAt > at ? { ...row, lastChangedAt: at } : row));
}
