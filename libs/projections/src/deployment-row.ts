import type { StreamName } from '#libs/event-store';
import { ownersOf, shownMetadata } from '#libs/history';
import { imagesOf } from './facts.js';
import type { ProjectionState } from './projection-state.js';
import type { DeploymentRow, Moment } from './view-writes.js';

/** A Deployment as its last change left it; `goneAt` is when nothing is left of it, if it was deleted, `quietAt` when all has been done. */
export function deploymentRow(
  stream: StreamName,
  state: ProjectionState,
  { goneAt, quietAt }: Readonly<{ goneAt: Moment; quietAt: Moment }>,
): DeploymentRow {
  const { created, deleted, adopted = [], last, lastWrite, deployment, templates } = state;
  const { template, ...spec } = deployment.deployment.spec;
  const { cluster, namespace, name, uid } = stream;
  return {
    cluster,
    namespace,
    name,
    uid,
    createdAt: created.at,
    createdChange: created.change,
    ...(deleted && { deletedAt: deleted.at, deletedChange: deleted.change, goneAt }),
    adopted,
    quietAt,
    labels: deployment.deployment.labels,
    annotations: deployment.deployment.annotations,
    metadata: shownMetadata(deployment),
    owners: ownersOf(deployment),
    images: imagesOf(template),
    spec: spec,
    templateHash: found(templates.get(template)),
    lastChange: lastWrite,
    lastChangedAt: last.at,
    position: last.position,
  };
}

function found(hash: string | undefined): string {
  if (hash === undefined) throw new Error('the template of a Deployment has no hash');
  return hash;
}
