import type { Json } from '#libs/kubernetes';
import type { DeploymentRow } from '#libs/postgres';
import type { KubernetesPorts } from '../kubernetes-request.js';

/** Who changed each Deployment last, and why: the cells of DEPLOYMENT_EXTRA_COLUMNS, in the order of the rows. */
export async function deploymentExtraCells(
  rows: readonly Pick<DeploymentRow, 'lastChange'>[],
  { reads }: Pick<KubernetesPorts, 'reads'>,
): Promise<readonly (readonly Json[])[]> {
  const changes = await reads.readChanges(rows.map(({ lastChange }) => lastChange));
  const byNumber = new Map(changes.map((change) => [change.change, change]));
  return rows.map(({ lastChange }) => {
    const change = byNumber.get(lastChange);
    return [change?.actor.subject ?? '', oneLine(change?.cause ?? '')];
  });
}

// A cell is one line of a table.
function oneLine(text: string): string {
  return text === '' ? NONE : text.replace(/\s+/g, ' ').trim();
}

const NONE = '<none>';
