import { derivedUid, type JsonObject, type PodTemplate } from '#libs/kubernetes';
import { hashedLabels, hasStarted, type PodFacts, renderPod } from '#libs/kubernetes-api';
import type { ControlledPodRow, DeploymentRow } from '#libs/postgres';
import type { ListSource } from '../list/list-source.js';
import { type Controlled, readControlled } from './controlled.js';
import { controlledQuery } from './controlled-query.js';
import { templatesOf } from './templates-of.js';
import { versionsOf } from './versions-of.js';

/** A pod before it is rendered. */
export type PodEntry = Controlled<ControlledPodRow> & Readonly<{ template: PodTemplate }>;

export const PODS: ListSource<PodEntry> = {
  facts: async (query, ports) => {
    const found = await readControlled(ports.reads.readControlledPods, controlledQuery(query), ports.reads);
    const template = await templatesOf(
      found.map(({ row }) => row),
      ports,
    );
    return found.map((one) => ({ ...one, template: template(one.row.templateHash) }));
  },
  selectable: (entry) => ({
    namespace: entry.deployment.namespace,
    name: entry.row.name,
    labels: hashedLabels(entry.template, entry.row.podTemplateHash),
    fields: fieldsOf(entry),
  }),
  render: async (entries, _query, ports) => {
    const versions = await versionsOf(entries, ports);
    return entries.map((entry, index) => ({ object: podObject(entry, versions[index] ?? '0') }));
  },
};

type PodParts = Pick<PodEntry, 'row' | 'template'> & Readonly<{ deployment: Pick<DeploymentRow, 'namespace'> }>;

/** The v1 Pod. */
export function podObject(parts: PodParts, resourceVersion: string): JsonObject {
  return renderPod(factsOf(parts, resourceVersion));
}

function factsOf({ row, deployment, template }: PodParts, resourceVersion: string): PodFacts {
  const { replicaSet, replicaSetUid, readySince, deletedAt, node, ip, ...same } = row;
  return {
    ...same,
    namespace: deployment.namespace,
    uid: derivedUid(replicaSetUid, row.name), // whoever controls its ReplicaSet
    resourceVersion,
    replicaSet: { name: replicaSet, uid: replicaSetUid },
    template,
    ...(readySince && { readySince }),
    ...(deletedAt && { deletedAt }),
    ...(node !== null && { node }),
    ...(ip !== null && { ip }),
  };
}

function fieldsOf({ row, template: { spec } }: PodEntry): Readonly<Record<string, string>> {
  return {
    'spec.nodeName': row.node ?? '',
    'spec.restartPolicy': textOf(spec.restartPolicy),
    'spec.schedulerName': textOf(spec.schedulerName),
    'spec.serviceAccountName': textOf(spec.serviceAccountName),
    'spec.hostNetwork': String(spec.hostNetwork === true),
    'status.phase': hasStarted(row) ? 'Running' : 'Pending',
    'status.podIP': hasStarted(row) ? (row.ip ?? '') : '',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
