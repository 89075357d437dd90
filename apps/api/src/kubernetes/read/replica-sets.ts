import type { JsonObject, LabelSelector, PodTemplate } from '#libs/kubernetes';
import { hashedLabels, renderReplicaSet } from '#libs/kubernetes-api';
import type { ControlledReplicaSetRow, DeploymentRow } from '#libs/postgres';
import type { ListSource } from '../list/list-source.js';
import { byKey, type Controlled, readControlled } from './controlled.js';
import { controlledQuery } from './controlled-query.js';
import { forgottenReplicaSets } from './forgotten-replica-sets.js';
import { templatesOf } from './templates-of.js';
import { versionsOf } from './versions-of.js';

/** A ReplicaSet before it is rendered. */
export type ReplicaSetEntry = Controlled<ControlledReplicaSetRow> & Readonly<{ template: PodTemplate }>;

export const REPLICA_SETS: ListSource<ReplicaSetEntry> = {
  facts: async (query, ports) => {
    const standing = await readControlled(ports.reads.readControlledReplicaSets, controlledQuery(query), ports.reads);
    const found = mixed(standing, await forgottenReplicaSets(query, ports), query.limit);
    const template = await templatesOf(
      found.map(({ row }) => row),
      ports,
    );
    return found.map((one) => ({ ...one, template: template(one.row.templateHash) }));
  },
  selectable: ({ row, deployment, template }) => ({
    namespace: deployment.namespace,
    name: row.name,
    labels: hashedLabels(template, row.podTemplateHash),
    fields: { 'status.replicas': String(row.current) },
  }),
  render: async (entries, _query, ports) => {
    const versions = await versionsOf(entries, ports);
    return entries.map((entry, index) => ({ object: replicaSetObject(entry, versions[index] ?? '0') }));
  },
};

function mixed(standing: readonly Found[], forgotten: readonly Found[], limit: number): readonly Found[] {
  return forgotten.length === 0 ? standing : [...standing, ...forgotten].sort(byKey).slice(0, limit);
}

type Found = Controlled<ControlledReplicaSetRow>;

type ReplicaSetParts = Pick<ReplicaSetEntry, 'row' | 'template'> &
  Readonly<{ deployment: Pick<DeploymentRow, 'namespace' | 'name' | 'uid' | 'spec'> }>;

/** The apps/v1 ReplicaSet. */
export function replicaSetObject({ row, deployment, template }: ReplicaSetParts, resourceVersion: string): JsonObject {
  const { deletedAt, orphaned, ...facts } = row;
  const { namespace, name, uid, spec } = deployment;
  return renderReplicaSet({
    ...facts,
    namespace,
    resourceVersion,
    template,
    selector: spec.selector as LabelSelector,
    ...(!orphaned && { deployment: { name, uid } }),
    ...(deletedAt && { deletedAt }),
  });
}
