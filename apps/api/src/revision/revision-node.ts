import type { PodTemplate } from '#libs/kubernetes';
import type { RevisionRow } from '#libs/postgres';
import { changeNode } from '../change/change-node.js';
import { encodeNodeId } from '../graphql/node-id.js';
import { containerNodes } from './container-nodes.js';
import type { Revision } from './revision.types.js';

/** A revision's node. Without `template` its fields must not be asked for. */
export function revisionNode(row: RevisionRow, template: PodTemplate | undefined): Revision {
  const { streamId, number, change } = row;
  return {
    id: encodeNodeId({ type: 'Revision', streamId, number, change: change.change }),
    number,
    createdAt: row.createdAt,
    template,
    templateHash: row.templateHash,
    containers: template === undefined ? [] : containerNodes(template),
    images: row.images,
    podTemplateHash: row.podTemplateHash,
    replicaSet: row.replicaSet,
    cause: change.cause,
    actor: change.actor,
    source: change.source,
    get change() {
      return changeNode(change);
    },
    restoredFrom: row.restoredFrom,
    supersededBy: row.supersededBy,
    supersededAt: row.supersededAt,
    keptByCluster: row.supersededAt === null && row.forgottenAt === null,
    forgottenAt: row.forgottenAt,
    streamId,
  };
}
