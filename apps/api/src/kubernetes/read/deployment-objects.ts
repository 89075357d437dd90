import type { DeploymentSpec, JsonObject, PodTemplate } from '#libs/kubernetes';
import { renderDeployment } from '#libs/kubernetes-api';
import type { DeploymentRow } from '#libs/postgres';
import { recordedManagers } from './recorded-managers.js';
import { positionVersion } from './resource-version.js';
import { type TemplatePorts, templatesOf } from './templates-of.js';

/** Rows of the view as apps/v1 Deployments, in their order; `versions` are those of the rows' own positions when left out. */
export async function deploymentObjects(
  rows: readonly DeploymentRow[],
  ports: TemplatePorts,
  versions: readonly string[] = [],
): Promise<readonly JsonObject[]> {
  const template = await templatesOf(rows, ports);
  return rows.map((row, index) =>
    deploymentObject(row, template(row.templateHash), versions[index] ?? positionVersion(row.position)),
  );
}

function deploymentObject(row: DeploymentRow, template: PodTemplate, resourceVersion: string): JsonObject {
  const { deletedAt, metadata, owners, lastChangedAt, status, ...facts } = row;
  // The view keeps the spec and its template apart, both as the model checked them.
  const spec = { ...row.spec, template } as DeploymentSpec;
  return renderDeployment({
    ...facts,
    resourceVersion,
    other: metadata,
    managedFields: recordedManagers(row, spec),
    annotatedFirst: owners.annotatedFirst,
    observedAt: lastChangedAt,
    ...(deletedAt && { deletedAt }),
    spec,
    status: status as JsonObject | null,
  });
}
