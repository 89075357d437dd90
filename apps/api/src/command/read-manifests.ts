import type { JsonObject } from '#libs/kubernetes';
import { parseManifests } from '#libs/manifest';

/** The Deployments of a manifest in its order, and the names of what is no Deployment. */
export type Manifests = Readonly<{ deployments: readonly JsonObject[]; skipped: readonly string[] }>;

/** @throws ManifestUnreadable */
export function readManifests(text: string): Manifests {
  const objects = parseManifests(text);
  const isDeployment = ({ kind }: JsonObject): boolean => kind === undefined || kind === '' || kind === 'Deployment';
  return {
    deployments: objects.filter(isDeployment),
    skipped: objects
      .filter((object) => !isDeployment(object))
      .map(({ kind, metadata }) => `${typeof kind === 'string' ? kind : 'unknown'}/${nameOf(metadata)}`),
  };
}

function nameOf(metadata: JsonObject['metadata']): string {
  const name = typeof metadata === 'object' && metadata !== null && 'name' in metadata ? metadata.name : undefined;
  return typeof name === 'string' ? name : '';
}
