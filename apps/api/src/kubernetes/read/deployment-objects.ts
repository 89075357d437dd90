import type { EventStore } from '#libs/event-store';
import { managersOf } from '#libs/history';
import type { DeploymentSpec, FieldManagers, JsonObject, PodTemplate } from '#libs/kubernetes';
import { renderDeployment } from '#libs/kubernetes-api';
import type { DeploymentRow } from '#libs/postgres';
import { positionVersion } from './resource-version.js';

/** Rows of the view as apps/v1 Deployments, in their order. */
export async function deploymentObjects(
  rows: readonly DeploymentRow[],
  { store }: Readonly<{ store: Pick<EventStore, 'readTemplates'> }>,
): Promise<readonly JsonObject[]> {
  const templates = await store.readTemplates([...new Set(rows.map(({ templateHash }) => templateHash))]);
  return rows.map((row) =>
    renderDeployment({
      ...row,
      resourceVersion: positionVersion(row.position),
      other: row.metadata,
      managers: recordedManagers(row, templates.get(row.templateHash) as PodTemplate | undefined),
      annotatedFirst: row.owners.annotatedFirst,
      observedAt: row.lastChangedAt,
      spec: specOf(row, templates.get(row.templateHash) as PodTemplate | undefined),
      status: row.status as JsonObject | null,
    }),
  );
}

function recordedManagers(row: DeploymentRow, template: PodTemplate | undefined): FieldManagers {
  const { namespace, name, labels, annotations, metadata, owners } = row;
  const deployment = { namespace, name, labels, annotations, spec: specOf(row, template), ...metadata };
  return managersOf(owners.managers, { deployment, annotatedFirst: owners.annotatedFirst });
}

// The view keeps the spec and its template apart, both as the model checked them.
function specOf({ spec, templateHash }: DeploymentRow, template: PodTemplate | undefined): DeploymentSpec {
  if (template === undefined) throw new Error(`template ${templateHash} is not in the log`);
  return { ...spec, template } as DeploymentSpec;
}
