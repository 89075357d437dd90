import { ArgumentInvalid } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import { parseManifests } from '#libs/manifest';

/** The Deployments of a manifest in its order, and the names of what is no Deployment. */
export type Manifests = Readonly<{ deployments: readonly JsonObject[]; skipped: readonly string[] }>;

/** @throws ManifestUnreadable, ArgumentInvalid */
export function readManifests(text: string): Manifests {
  const objects = parseManifests(text);
  for (const object of objects) refuseUntyped(object);
  const isDeployment = ({ kind }: JsonObject): boolean => kind === 'Deployment';
  return {
    deployments: objects.filter(isDeployment),
    skipped: objects
      .filter((object) => !isDeployment(object))
      .map(({ kind, metadata }) => `${kind as string}/${nameOf(metadata)}`),
  };
}

// The API server gets both from the address; kubectl, from the file, in these words.
function refuseUntyped({ apiVersion, kind }: JsonObject): void {
  if (typeof kind !== 'string' || kind === '') throw new ArgumentInvalid('manifest', "Object 'Kind' is missing");
  if (typeof apiVersion !== 'string' || apiVersion === '') throw new ArgumentInvalid('manifest', 'apiVersion not set');
}

function nameOf(metadata: JsonObject['metadata']): string {
  const name = typeof metadata === 'object' && metadata !== null && 'name' in metadata ? metadata.name : undefined;
  return typeof name === 'string' ? name : '';
}
